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
        // The buffer is moved in and out so that it is grown in place, not copied.
        var reduction = MarkupReduction(field: field, text: text)
        text = []
        reduction.run()
        text = reduction.text
        return OffsetMap(points: reduction.points)
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
