/// Leads from byte offsets of a plain-text field to Unicode scalar offsets of the field as it was delivered.
///
/// A field that was delivered as plain text needs no table (`identity`). Where markup or entities were taken out, the
/// map holds one point for every place at which text and delivered field stop running in step.
public struct OffsetMap: Sendable, Hashable {
    /// A place from which on text and delivered field run in step, scalar by scalar.
    public struct Point: Sendable, Hashable {
        /// Byte offset in the plain text, relative to the start of the field.
        public var text: Int
        /// Scalar offset in the field as delivered.
        public var delivered: Int

        /// A point of the map.
        public init(text: Int, delivered: Int) {
            self.text = text
            self.delivered = delivered
        }
    }

    /// Points in ascending order of `text`; empty stands for identity.
    public var points: [Point]

    /// The map of a field that was delivered as plain text.
    public static let identity = OffsetMap(points: [])

    /// A map of the given points, which must be in ascending order of `text`.
    public init(points: [Point]) {
        self.points = points
    }

    /// The delivered scalar offsets of a range of bytes of the field whose bytes are `field`.
    ///
    /// As for its bounds alone, but nothing before `known`, a place told before, is counted again.
    public func delivered(_ range: Range<Int>, in field: ArraySlice<UInt8>, after known: Point) -> Range<Int> {
        let start = delivered(range.lowerBound, in: field, from: known)
        let anchor = Point(text: min(max(0, range.lowerBound), field.count), delivered: start)
        return start..<max(start, delivered(range.upperBound, in: field, from: anchor))
    }

    /// The delivered scalar offset of byte `offset` of the field whose bytes are `field`.
    ///
    /// Linear in the distance to the nearest point before `offset`. Offsets past the end count as the end.
    public func delivered(_ offset: Int, in field: ArraySlice<UInt8>) -> Int {
        delivered(offset, in: field, from: Point(text: 0, delivered: 0))
    }

    /// The same, counted from `known`, a place at or before `offset`, or from a point of the map after it.
    private func delivered(_ offset: Int, in field: ArraySlice<UInt8>, from known: Point) -> Int {
        let offset = min(max(0, offset), field.count)
        var low = 0
        var high = points.count
        while low < high {
            let middle = (low + high) / 2
            if points[middle].text <= offset { low = middle + 1 } else { high = middle }
        }
        let anchor = low > 0 && points[low - 1].text >= known.text ? points[low - 1] : known
        let run = field[(field.startIndex + anchor.text)..<(field.startIndex + offset)]
        // A scalar is counted at its first byte: every byte that is not a UTF-8 continuation byte.
        return anchor.delivered
            + run.withUnsafeBufferPointer { bytes in
                var continuations = 0
                for start in stride(from: 0, to: bytes.count, by: 255) {
                    // So few that one byte counts them: many are looked at in one step.
                    var few: UInt8 = 0
                    for byte in bytes[start..<min(start + 255, bytes.count)] { few &+= (byte >> 7) & ~(byte >> 6) & 1 }
                    continuations += Int(few)
                }
                return bytes.count - continuations
            }
    }
}
