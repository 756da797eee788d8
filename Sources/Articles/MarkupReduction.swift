internal import Domain

/// One run over a delivered field that writes its plain text and the points of the map back.
///
/// Work is bounded by a budget proportional to the field: input made to be scanned again and again runs out of it and
/// keeps its `<` as text.
struct MarkupReduction {
    /// The buffer, with the plain text behind what was in it.
    var text: [UInt8] = []
    /// The places at which text and field stop running in step.
    private(set) var points: [OffsetMap.Point] = []

    private let field: UnsafeBufferPointer<UInt8>
    private let start: Int
    /// In markup a line break is a space: only elements break lines.
    private let breaksAreSpaces: Bool
    private var scanner: TagScanner
    private var index = 0
    private var delivered = 0
    private var hasMarkup = false
    private var hasEscapedBracket = false

    /// A run over `field` whose text begins at `start` of the buffer.
    init(field: UnsafeBufferPointer<UInt8>, start: Int) {
        self.field = field
        self.start = start
        scanner = TagScanner(field: field)
        breaksAreSpaces = scanner.holdsBlocks()
    }

    /// Whether a `<` was written as a reference, and none as itself that was markup.
    var mayHoldEscapedMarkup: Bool {
        hasEscapedBracket && !hasMarkup
    }

    /// Reduces the whole field on to `text`, which must end at `start`.
    mutating func run() {
        text.reserveCapacity(start + field.count)
        while index < field.count {
            switch ByteClass.of(field[index]) {
            case .plain: copyPlain()
            case .newline: replace(with: breaksAreSpaces ? 0x20 : 0x0A, upTo: index + 1)
            case .control: control()
            case .markup: markup()
            case .entity: entity()
            case .suspect: suspect()
            case .bracket: bracket()
            }
        }
    }

    // MARK: - What may stand in a field

    private mutating func copyPlain() {
        var end = index
        while end < field.count, ByteClass.of(field[end]) == .plain {
            delivered += field[end] & 0xC0 == 0x80 ? 0 : 1
            end += 1
        }
        text.append(contentsOf: field[index..<end])
        index = end
    }

    private mutating func control() {
        guard field[index] == 0x0D else { return replace(with: 0x20, upTo: index + 1) }
        let isBeforeNewline = index + 1 < field.count && field[index + 1] == 0x0A
        if isBeforeNewline { drop(upTo: index + 1) } else { replace(with: 0x0A, upTo: index + 1) }
    }

    private mutating func markup() {
        guard let mark = scanner.read(at: index) else { return replace(with: field[index], upTo: index + 1) }
        hasMarkup = true
        switch mark.effect {
        case .nothing: drop(upTo: mark.end)
        case .space where text.count > start && text.last != 0x20 && text.last != 0x0A:
            replace(with: 0x20, upTo: mark.end)
        case .line where text.count > start && text.last != 0x0A: replace(with: 0x0A, upTo: mark.end)
        case .space, .line: drop(upTo: mark.end)
        }
    }

    private mutating func entity() {
        guard let (scalar, end) = Entities.read(field, at: index) else {
            return replace(with: field[index], upTo: index + 1)
        }
        if InvisibleScalar.contains(scalar) { return drop(upTo: end) }
        if InvisibleScalar.isControl(scalar) { return replace(with: 0x20, upTo: end) }
        if scalar == UInt32(UInt8(ascii: "<")) { hasEscapedBracket = true }
        if scalar == 0x0A, breaksAreSpaces { return replace(with: 0x20, upTo: end) }
        if let unicode = Unicode.Scalar(scalar) { text.append(contentsOf: String(Character(unicode)).utf8) }
        step(upTo: end, emitted: 1)
    }

    private mutating func bracket() {
        guard let end = scanner.endOfCharacterData(at: index) else {
            return replace(with: field[index], upTo: index + 1)
        }
        drop(upTo: end)
    }

    private mutating func suspect() {
        let length = field[index] == 0xC2 ? 2 : 3
        guard index + length <= field.count else { return replace(with: field[index], upTo: index + 1) }
        var scalar = UInt32(field[index]) & (length == 2 ? 0x1F : 0x0F)
        for offset in 1..<length { scalar = scalar << 6 | UInt32(field[index + offset] & 0x3F) }
        if InvisibleScalar.contains(scalar) { return drop(upTo: index + length) }
        if InvisibleScalar.isControl(scalar) { return replace(with: 0x20, upTo: index + length) }
        if scalar == 0x2028 || scalar == 0x2029 { return replace(with: 0x0A, upTo: index + length) }
        text.append(contentsOf: field[index..<(index + length)])
        step(upTo: index + length, emitted: 1)
    }

    // MARK: - Keeping step

    private mutating func replace(with byte: UInt8, upTo end: Int) {
        text.append(byte)
        step(upTo: end, emitted: 1)
    }

    private mutating func drop(upTo end: Int) {
        step(upTo: end, emitted: 0)
    }

    /// Passes over the field up to `end`, for which `emitted` scalars were written.
    private mutating func step(upTo end: Int, emitted: Int) {
        let before = delivered
        for byte in field[index..<end] where byte & 0xC0 != 0x80 { delivered += 1 }
        index = end
        guard delivered - before != emitted else { return }
        let point = OffsetMap.Point(text: text.count - start, delivered: delivered)
        if points.last?.text == point.text { points.removeLast() }
        points.append(point)
    }
}
