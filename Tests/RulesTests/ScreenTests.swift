import Language
import TestSupport
import Testing

@testable import Rules

/// The screen against a search that cuts the text into words and looks at one after the other.
@Suite struct ScreenTests {
    struct Frame {
        var themes: Set<String>
        var predicates: Set<String>
        var needsTheme: Bool
    }

    static let words = [
        "fire", "missile", "launch", "rocket", "a", "16", "f16", "supply", "Łódź", "tank", "ere", "mis", "sile", "x1",
    ]
    static let marks = [" ", " ", " ", "-", "'", "’", ".", ", ", "\n", "", "\u{00A0}", "—", "Ж", "日"]

    private func screen(_ frames: [Frame]) -> Screen {
        var builder = ScreenBuilder()
        for (number, frame) in frames.enumerated() {
            if !frame.needsTheme { builder.needsNoTheme(frame: number) }
            for word in frame.themes { builder.add(word, themeOf: Screen.bit(number)) }
            for word in frame.predicates { builder.add(word, predicateOf: Screen.bit(number)) }
        }
        return builder.build()
    }

    private func passes(_ screen: Screen, _ text: String) -> Bool {
        var state = Screen.State()
        let bytes = Array(text.utf8)
        return screen.passes(bytes.span, 0..<bytes.count, state: &state)
    }

    private func naive(_ frames: [Frame], _ text: String) -> Bool {
        let folded = Folding.fold(text)
        let seen = Set(
            folded.unicodeScalars.split { !("a"..."z" ~= $0 || "0"..."9" ~= $0) }.map { String($0) }
        ).filter { $0.count > 1 }
        func has(_ words: Set<String>) -> Bool { words.contains { seen.contains(Folding.fold($0)) } }
        return frames.contains { ($0.needsTheme ? has($0.themes) : true) && has($0.predicates) }
    }

    @Test(arguments: 0..<60)
    func passes_agreesWithANaiveSearch(seed: UInt64) {
        var random = Random(seed: seed)
        let frames = (0..<(1 + random.below(5))).map { _ in
            Frame(
                themes: Set((0..<random.below(3)).map { _ in random.pick(Self.words) }),
                predicates: Set((0..<(1 + random.below(3))).map { _ in random.pick(Self.words) }),
                needsTheme: random.below(4) > 0
            )
        }
        let screen = screen(frames)
        for _ in 0..<60 {
            let text = (0..<random.below(9)).map { _ in random.pick(Self.words) + random.pick(Self.marks) }.joined()
            #expect(passes(screen, text) == naive(frames, text), "\(text)")
        }
    }

    @Test func passes_letsMoreThroughBeyond64Frames_neverLess() {
        let frames = (0..<130).map { Frame(themes: ["theme\($0)"], predicates: ["act\($0)"], needsTheme: true) }
        let screen = screen(frames)
        for number in frames.indices { #expect(passes(screen, "act\(number) theme\(number)")) }
        #expect(!passes(screen, "act1 theme2"))
    }

    @Test func state_carriesFromTitleToBody() {
        let screen = screen([Frame(themes: ["missile"], predicates: ["fired"], needsTheme: true)])
        let bytes = Array("missile; fired".utf8)
        var state = Screen.State()
        #expect(!screen.passes(bytes.span, 0..<7, state: &state))
        #expect(screen.passes(bytes.span, 8..<bytes.count, state: &state))
    }

    @Test func passes_readsAnyBytes() {
        let screen = screen([Frame(themes: ["missile"], predicates: ["fired"], needsTheme: true)])
        var random = Random(seed: 7)
        for length in 0..<200 {
            let bytes = (0..<length).map { _ in UInt8(truncatingIfNeeded: random.next()) }
            var state = Screen.State()
            #expect(!screen.passes(bytes.span, 0..<bytes.count, state: &state))
        }
    }
}
