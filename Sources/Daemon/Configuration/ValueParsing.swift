import Rules

/// What is wrong with one value; the reader adds the place and the key.
struct ValueProblem: Error, Equatable {
    var message: String

    init(_ message: String) {
        self.message = message
    }
}

/// One scalar of the file.
struct ConfigurationValue {
    /// The text after substitution.
    var text: String
    /// The text as written, which is what a message may show: a substituted value can be a secret.
    var shown: String
    /// Whether it was written without a value, or as `null` or `~`.
    var isNull: Bool
    /// The folder that relative paths start from.
    var folder: String

    /// The text, which must not be empty.
    func nonEmpty() throws(ValueProblem) -> String {
        guard !isNull, !text.isEmpty else { throw ValueProblem("needs a value") }
        return text
    }

    /// `true` or `false`.
    func boolean() throws(ValueProblem) -> Bool {
        switch text {
        case "true": return true
        case "false": return false
        default: throw ValueProblem("'\(shown)' is neither true nor false")
        }
    }

    /// A whole number within `range`.
    func integer(in range: ClosedRange<Int>) throws(ValueProblem) -> Int {
        guard let number = Int(text) else { throw ValueProblem("'\(shown)' is not a whole number") }
        guard range.contains(number) else {
            throw ValueProblem("\(shown) is outside \(range.lowerBound) … \(range.upperBound)")
        }
        return number
    }

    /// A number of bytes within `range`: plain, or with KiB, MiB or GiB.
    func bytes(in range: ClosedRange<Int>) throws(ValueProblem) -> Int {
        let units = [("KiB", 1 << 10), ("MiB", 1 << 20), ("GiB", 1 << 30), ("", 1)]
        for (unit, factor) in units where text.hasSuffix(unit) {
            let digits = text.dropLast(unit.count)
            guard let number = Int(digits.last == " " ? digits.dropLast() : digits) else { continue }
            let (product, overflow) = number.multipliedReportingOverflow(by: factor)
            guard !overflow, range.contains(product) else {
                throw ValueProblem("\(shown) is outside \(range.lowerBound) … \(range.upperBound) bytes")
            }
            return product
        }
        throw ValueProblem("'\(shown)' is not a size: write bytes, or a number with KiB, MiB or GiB")
    }

    /// A time within `range`, such as `250ms`, `10s`, `5m`, `1h` or `30d`.
    func duration(in range: ClosedRange<Duration>) throws(ValueProblem) -> Duration {
        for (unit, factor) in Duration.units where text.hasSuffix(unit) {
            guard let number = Int(text.dropLast(unit.count)), (-1_000_000_000...1_000_000_000).contains(number) else {
                continue
            }
            let duration = Duration.milliseconds(number * factor)
            guard range.contains(duration) else {
                throw ValueProblem(
                    "\(shown) is outside \(range.lowerBound.written) … \(range.upperBound.written)"
                )
            }
            return duration
        }
        throw ValueProblem("'\(shown)' is not a time: write a number with ms, s, m, h or d")
    }

    /// One of the words of `Choice`.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ type: Choice.Type,
        refused: [String: String] = [:]
    ) throws(ValueProblem) -> Choice where Choice.RawValue == String {
        if let choice = Choice(rawValue: text) { return choice }
        if let reason = refused[text] { throw ValueProblem("'\(shown)' \(reason)") }
        let words = Choice.allCases.map(\.rawValue)
        let hint = suggestion(for: text, among: words).map { "; did you mean '\($0)'?" } ?? ""
        throw ValueProblem("'\(shown)' is none of \(words.joined(separator: ", "))\(hint)")
    }

    /// The path of a file or folder, made absolute.
    func path() throws(ValueProblem) -> String {
        absolutePath(try nonEmpty(), in: folder)
    }

    /// The name of a topic by Kafka's own rule.
    func topic() throws(ValueProblem) -> String {
        let name = try nonEmpty()
        let allowed = name.utf8.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"): true
            default: false
            }
        }
        guard allowed, name.utf8.count <= 249, name != ".", name != ".." else {
            throw ValueProblem("'\(shown)' is not the name of a topic: 1 … 249 of letters, digits, '.', '_' and '-'")
        }
        return name
    }
}

extension Duration {
    /// The units of a time in the file, in milliseconds.
    fileprivate static let units = [("ms", 1), ("s", 1000), ("m", 60_000), ("h", 3_600_000), ("d", 86_400_000)]

    /// As a key takes it: a whole number of the largest unit that fits, such as `90s` or `2m`.
    var written: String {
        let count = milliseconds
        let (unit, factor) = Duration.units.last { count % $0.1 == 0 && count >= $0.1 } ?? Duration.units[0]
        return "\(count / factor)\(unit)"
    }
}
