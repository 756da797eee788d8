internal import Domain

/// Reduces a delivered field to plain text: markup and entities out, control characters away, offsets kept.
///
/// Linear and total. What does not look like markup (a stray `<` or `&`, `<PE>`) stays as it is.
enum TextReduction {
    /// Appends the plain text of `field`, which must be valid UTF-8, and returns the map back to it.
    static func append(_ field: UnsafeBufferPointer<UInt8>, to text: inout [UInt8]) -> OffsetMap {
        guard field.contains(where: { ByteClass.of($0).rawValue > ByteClass.newline.rawValue }) else {
            text.append(contentsOf: field)
            return .identity
        }
        let start = text.count
        let first = reduce(field, onto: &text)
        guard first.mayHoldEscapedMarkup else { return OffsetMap(points: first.points) }
        // Escaped as a whole, as feeds do with their items: what came out is a page, and is reduced once more.
        let page = Array(text[start...])
        guard TagScanner.isPage(page) else { return OffsetMap(points: first.points) }
        text.removeSubrange(start...)
        let second = page.withUnsafeBufferPointer { reduce($0, onto: &text) }
        let inner = OffsetMap(points: second.points).scalarOffsets(of: text[start...])
        let outer = OffsetMap(points: first.points).scalarOffsets(of: page[...])
        return OffsetMap(scalarOffsets: inner.map { outer[min($0, outer.count - 1)] }, of: text[start...])
    }

    private static func reduce(_ field: UnsafeBufferPointer<UInt8>, onto text: inout [UInt8]) -> MarkupReduction {
        var reduction = MarkupReduction(field: field, start: text.count)
        // The buffer changes hands twice so that it is grown in place, not copied.
        swap(&reduction.text, &text)
        reduction.run()
        swap(&reduction.text, &text)
        return reduction
    }
}

extension OffsetMap {
    /// The delivered offset of every scalar of `text`, and last that of its end.
    fileprivate func scalarOffsets(of text: ArraySlice<UInt8>) -> [Int] {
        var offsets: [Int] = []
        offsets.reserveCapacity(text.count + 1)
        var next = 0
        var delivered = 0
        for (byte, value) in zip(0..., text) where value & 0xC0 != 0x80 {
            while next < points.count, points[next].text <= byte {
                delivered = points[next].delivered
                next += 1
            }
            offsets.append(delivered)
            delivered += 1
        }
        return offsets + [points[next...].last?.delivered ?? delivered]
    }

    /// The map in which every scalar of `text`, and last its end, has the given offset.
    fileprivate init(scalarOffsets: [Int], of text: ArraySlice<UInt8>) {
        var points: [Point] = []
        var expected = 0
        var scalar = 0
        for (byte, value) in zip(0..., text) where value & 0xC0 != 0x80 {
            let delivered = scalarOffsets[scalar]
            if delivered != expected { points.append(Point(text: byte, delivered: delivered)) }
            expected = delivered + 1
            scalar += 1
        }
        if scalarOffsets[scalar] != expected {
            points.append(Point(text: text.count, delivered: scalarOffsets[scalar]))
        }
        self.init(points: points)
    }
}

/// What a byte may be the beginning of.
enum ByteClass: UInt8 {
    case plain, newline, control, markup, entity, bracket
    /// The first byte of scalars among which some are invisible.
    case suspect

    /// The class of a byte.
    @inline(__always)
    static func of(_ byte: UInt8) -> ByteClass {
        switch byte {
        case 0x09: return .plain
        case 0x0A: return .newline
        case 0x00..<0x20, 0x7F: return .control
        case 0x26: return .entity
        case 0x3C: return .markup
        case 0x5D: return .bracket
        case 0xC2, 0xE2, 0xEF: return .suspect
        default: return .plain
        }
    }
}

/// Scalars that are neither seen nor meant: they would only break words apart.
enum InvisibleScalar {
    /// Whether the scalar is dropped: soft hyphen, zero-width space, word joiner, byte order mark, direction marks.
    static func contains(_ scalar: UInt32) -> Bool {
        switch scalar {
        case 0xAD, 0x200B, 0x200E, 0x200F, 0x202A...0x202E, 0x2060, 0x2066...0x2069, 0xFEFF: return true
        default: return false
        }
    }

    /// Whether the scalar is a control character that becomes a space.
    static func isControl(_ scalar: UInt32) -> Bool {
        (scalar < 0x20 && scalar != 0x09 && scalar != 0x0A) || (0x7F...0x9F).contains(scalar)
    }
}
