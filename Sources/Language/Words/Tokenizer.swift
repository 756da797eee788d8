/// Cuts UTF-8 text into tokens: one pass, no allocation but the array it fills, total on any bytes.
///
/// A hyphen between letters joins two tokens and is no token itself, so that "test-fired" and "test fired" are the
/// same two words. An apostrophe-s is a token of its own, and "n't" is the word "not".
public struct Tokenizer: Sendable {
    private let vocabulary: Vocabulary
    private let not: WordID
    private let possessive: WordID
    private let contractions: [(suffix: [UInt8], word: WordID)]

    /// A tokenizer that looks words up in `vocabulary`.
    public init(vocabulary: Vocabulary) {
        self.vocabulary = vocabulary
        not = vocabulary.word("not")
        possessive = vocabulary.word("'s")
        contractions = [("re", "are"), ("ve", "have"), ("ll", "will"), ("d", "would"), ("m", "am")]
            .map { (Array($0.0.utf8), vocabulary.word($0.1)) }
    }

    /// Appends the tokens of `bytes[range]` to `tokens`.
    public func tokenize(_ bytes: Span<UInt8>, _ range: Range<Int>, into tokens: inout [Token]) {
        let first = tokens.count
        var scanner = Scanner(position: range.lowerBound, end: range.upperBound)
        while scanner.position < scanner.end {
            // Into room that is there already, so that a token costs no look at the array.
            var room = tokens.capacity - tokens.count
            if room < Tokenizer.mostOfWord { room = (scanner.end - scanner.position) / 4 + 32 }
            tokens.append(addingCapacity: room) { room in
                while scanner.position < scanner.end, room.freeCapacity >= Tokenizer.mostOfWord {
                    step(bytes, &scanner, into: &room)
                }
            }
        }
        lookUp(&tokens, from: first)
    }

    /// The tokens that one step appends at most: "isn't" is two.
    private static let mostOfWord = 2

    /// Passes over a blank, or appends the word or mark at hand.
    @inline(__always)
    private func step(_ bytes: Span<UInt8>, _ scanner: inout Scanner, into tokens: inout OutputSpan<Token>) {
        // Nearly all that stands in a text is a plain word and the blank behind it.
        if plainWord(bytes, &scanner, into: &tokens) { return }
        let character = Scanner.decode(bytes, scanner.position, scanner.end)
        switch character.kind {
        case .space: scanner.skip(character.width)
        case .lineBreak:
            scanner.skip(character.width)
            scanner.pending.insert(.afterBreak)
        case .letter, .digit: word(bytes, &scanner, into: &tokens)
        case .apostrophe: apostrophe(bytes, &scanner, character, into: &tokens)
        case .hyphen: hyphen(bytes, &scanner, character, into: &tokens)
        default: mark(bytes, &scanner, character, into: &tokens)
        }
    }

    /// Gives the tokens whose hash was noted their words: all in a row and without a decision between two of them, so
    /// that the processor waits for many at a time.
    private func lookUp(_ tokens: inout [Token], from first: Int) {
        var span = tokens.mutableSpan
        for index in first..<span.count {
            let hash = span[index].tags.rawValue
            span[index].word = hash == 0 ? span[index].word : vocabulary.firstLook(hash: hash)
        }
        for index in first..<span.count {
            if span[index].word < 0 { span[index].word = vocabulary.word(hash: span[index].tags.rawValue) }
            span[index].tags = vocabulary.tags(span[index].word)
        }
    }

    private func append(
        _ kind: Token.Kind,
        word: WordID,
        hash: UInt64 = 0,
        shape: Token.Shape = [],
        from start: Int,
        _ scanner: inout Scanner,
        into tokens: inout OutputSpan<Token>
    ) {
        let shape = shape.union(scanner.pending)
        var token = Token(start: start, end: scanner.position, word: word, kind: kind, shape: shape)
        // Until the word is looked up, its hash stands in the place of its tags.
        token.tags = WordTags(rawValue: hash)
        tokens.append(token)
        scanner.pending = .glued
        scanner.before = kind
    }

    /// Reads a plain word; false, and nothing read, where anything else stands there.
    ///
    /// A plain word is of ASCII letters, none but the first a capital, and before a blank or a mark that ends any word.
    /// Nearly all words are such.
    @inline(__always)
    private func plainWord(_ bytes: Span<UInt8>, _ scanner: inout Scanner, into tokens: inout OutputSpan<Token>) -> Bool
    {
        let start = scanner.position
        var hash = WordHash()
        let isCapital = bytes[start] &- 0x41 < 26
        guard isCapital || bytes[start] &- 0x61 < 26 else { return false }
        let position = start + hash.addSmallLetters(bytes, start, scanner.end, folding: isCapital)
        guard position < scanner.end else { return false }
        switch bytes[position] {
        case 0x20, 0x0A, 0x2C, 0x2D: break
        // After one letter, a full stop may belong to an acronym.
        case 0x2E where position > start + 1: break
        default: return false
        }
        scanner.position = position
        let shape: Token.Shape = isCapital ? .capital : []
        append(.word, word: 0, hash: hash.finished, shape: shape, from: start, &scanner, into: &tokens)
        if bytes[position] == 0x20 { scanner.skip(1) }
        return true
    }

    /// What was read of a word.
    private struct Spelling {
        var hash = WordHash()
        var letters = 0
        var upper = 0
        var shape: Token.Shape = []
    }

    private func word(_ bytes: Span<UInt8>, _ scanner: inout Scanner, into tokens: inout OutputSpan<Token>) {
        let start = scanner.position
        let spelling = spelling(bytes, &scanner)
        if scanner.position < scanner.end, bytes[scanner.position] != 0x20, isNegated(bytes, scanner) {
            return negated(bytes, &scanner, from: start, spelling.shape, into: &tokens)
        }
        append(
            spelling.shape.contains(.digit) && spelling.letters == 0 ? .number : .word,
            word: 0,
            hash: spelling.hash.finished,
            shape: spelling.shape,
            from: start,
            &scanner,
            into: &tokens
        )
    }

    /// Reads the letters and digits of a word, and the marks that belong to it.
    @inline(__always)
    private func spelling(_ bytes: Span<UInt8>, _ scanner: inout Scanner) -> Spelling {
        let start = scanner.position
        var word = Spelling()
        let isNumber = bytes[start] &- 0x30 < 10
        if isNumber { word.shape.insert(.digit) }
        while true {
            // Nearly all of a text is plain small letters.
            let plain = word.hash.addSmallLetters(bytes, scanner.position, scanner.end)
            word.letters += plain
            scanner.position += plain
            // … and nearly all words end at a space.
            guard scanner.position < scanner.end, bytes[scanner.position] != 0x20 else { break }
            let character = Scanner.decode(bytes, scanner.position, scanner.end)
            let isFigure = isNumber && word.letters == 0
            if character.kind == .letter || character.kind == .digit {
                if character.kind == .letter { word.letters += 1 }
                if character.isUpper {
                    word.upper += 1
                    if scanner.position == start { word.shape.insert(.capital) }
                }
                Scanner.add(character, at: scanner.position, bytes, to: &word.hash)
            } else if !Scanner.continues(bytes, scanner, character, start: start, isNumber: isFigure) {
                break
            } else if character.kind == .period {
                word.hash.add(0x2E)
            }
            scanner.position += character.width
        }
        if word.letters >= 2, word.upper == word.letters { word.shape.insert(.allCaps) }
        return word
    }

    /// "isn't": the stem ends before the n, and "n't" is the word "not".
    private func negated(
        _ bytes: Span<UInt8>,
        _ scanner: inout Scanner,
        from start: Int,
        _ shape: Token.Shape,
        into tokens: inout OutputSpan<Token>
    ) {
        let stemEnd = scanner.position - 1
        let width = Scanner.decode(bytes, scanner.position, scanner.end).width + 1
        var stem = WordHash()
        scanner.position = start
        while scanner.position < stemEnd {
            let character = Scanner.decode(bytes, scanner.position, stemEnd)
            if character.kind == .letter || character.kind == .digit {
                Scanner.add(character, at: scanner.position, bytes, to: &stem)
            } else if character.kind == .period {
                stem.add(0x2E)
            }
            scanner.position += character.width
        }
        append(.word, word: 0, hash: stem.finished, shape: shape, from: start, &scanner, into: &tokens)
        scanner.position = stemEnd + 1 + width
        append(.word, word: not, from: stemEnd, &scanner, into: &tokens)
    }

    /// Whether the word that ends here is followed by "'t" and ends in "n".
    private func isNegated(_ bytes: Span<UInt8>, _ scanner: Scanner) -> Bool {
        guard scanner.position < scanner.end, Folding.lower(bytes[scanner.position - 1]) == 0x6E else { return false }
        let character = Scanner.decode(bytes, scanner.position, scanner.end)
        guard character.kind == .apostrophe else { return false }
        let next = scanner.position + character.width
        guard next < scanner.end, Folding.lower(bytes[next]) == 0x74 else { return false }
        return next + 1 == scanner.end || Scanner.decode(bytes, next + 1, scanner.end).kind != .letter
    }

    private func apostrophe(
        _ bytes: Span<UInt8>,
        _ scanner: inout Scanner,
        _ character: Scanner.Character,
        into tokens: inout OutputSpan<Token>
    ) {
        let start = scanner.position
        let next = start + character.width
        guard scanner.isBehindWord else {
            scanner.position = next
            append(.openQuote, word: 0, from: start, &scanner, into: &tokens)
            return
        }
        var end = next
        while end < scanner.end, Folding.lower(bytes[end]) &- 0x61 < 26 { end += 1 }
        if end - next == 1, Folding.lower(bytes[next]) == 0x73 {
            scanner.position = end
            append(.possessive, word: possessive, from: start, &scanner, into: &tokens)
            return
        }
        for contraction in contractions where contraction.suffix.count == end - next {
            guard
                (0..<contraction.suffix.count).allSatisfy({ Folding.lower(bytes[next + $0]) == contraction.suffix[$0] })
            else { continue }
            scanner.position = end
            append(.word, word: contraction.word, from: start, &scanner, into: &tokens)
            return
        }
        scanner.position = next
        let endsInS = bytes[start - 1] | 0x20 == 0x73
        append(
            endsInS ? .possessive : .closeQuote,
            word: endsInS ? possessive : 0,
            from: start,
            &scanner,
            into: &tokens
        )
    }

    private func hyphen(
        _ bytes: Span<UInt8>,
        _ scanner: inout Scanner,
        _ character: Scanner.Character,
        into tokens: inout OutputSpan<Token>
    ) {
        let start = scanner.position
        let next = start + character.width
        let joins =
            scanner.isBehindWord && next < scanner.end
            && [.letter, .digit].contains(Scanner.decode(bytes, next, scanner.end).kind)
        scanner.position = next
        if joins {
            scanner.pending.insert(.hyphenated)
            return
        }
        // "short- and medium-range": the hanging hyphen belongs to the word before.
        if scanner.isGlued, scanner.before == .word { return }
        append(.dash, word: 0, from: start, &scanner, into: &tokens)
    }

    private func mark(
        _ bytes: Span<UInt8>,
        _ scanner: inout Scanner,
        _ character: Scanner.Character,
        into tokens: inout OutputSpan<Token>
    ) {
        let start = scanner.position
        scanner.position += character.width
        var kind = Scanner.mark(character.kind)
        if character.kind == .doubleQuote {
            kind = scanner.isGlued && !scanner.isAfterOpening ? .closeQuote : .openQuote
        }
        let shape: Token.Shape = []
        append(kind, word: 0, shape: shape, from: start, &scanner, into: &tokens)
        scanner.isAfterOpening = kind == .openBracket || kind == .openQuote
        if scanner.isAfterOpening { scanner.pending.remove(.glued) }
    }
}
