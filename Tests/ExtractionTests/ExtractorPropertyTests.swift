import Domain
import Extraction
import Foundation
import Rules
import TestSupport
import Testing

/// What holds for any article at all.
@Suite struct ExtractorPropertyTests {
    @Test func extract_isTheSameEveryTime() async throws {
        let extractor = try ShippedRules.extractor.get()
        let article = ShippedRules.article(
            title: "Missiles fired",
            ShippedRules.texts.prefix(80).joined(separator: " ")
        )
        let once = extractor.extract(article)
        #expect(once.count > 10)
        let again = await withTaskGroup(of: [Signal].self) { group in
            for _ in 0..<4 { group.addTask { extractor.extract(article) } }
            return await group.reduce(into: [[Signal]]()) { $0.append($1) }
        }
        #expect(again.allSatisfy { $0 == once })
    }

    /// Tables that are built anew are laid out anew; nothing found may hang on their order.
    @Test func extract_isTheSameOverPacksLoadedTwice() throws {
        let one = try ShippedRules.extractor.get()
        let other = Extractor(
            rules: try RuleSet.load(folder: ShippedRules.package.appendingPathComponent("Config").path)
        )
        #expect(one.rules.digest == other.rules.digest)
        for start in stride(from: 0, to: ShippedRules.texts.count, by: 40) {
            let text = ShippedRules.texts[start...].prefix(40).joined(separator: "\n\n")
            let article = ShippedRules.article(title: ShippedRules.texts[start], text)
            #expect(one.extract(article) == other.extract(article))
            if start.isMultiple(of: 400) {
                #expect(one.explain(article).description == other.explain(article).description)
            }
        }
    }

    @Test(arguments: 0..<40)
    func extract_takesAnyBytes(seed: UInt64) throws {
        var random = Random(seed: seed)
        let bytes = (0..<random.below(600)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
        let words = Array("Iran fired missiles at Israel. ".utf8)
        var article = Article(bytes: words + bytes + words)
        article.title = 0..<words.count
        article.body = words.count..<article.bytes.count
        let signals = try ShippedRules.extractor.get().extract(article)
        #expect(!signals.isEmpty)
        #expect(signals.allSatisfy(isSound))
    }

    /// Sentences that stand for themselves, thrown together, cut short and run into each other.
    @Test(arguments: 0..<60)
    func extract_takesAnyMixtureOfSentences(seed: UInt64) throws {
        var random = Random(seed: seed)
        let extractor = try ShippedRules.extractor.get()
        let glue = [" ", "\n\n", ", and ", " that ", "\n", "; ", " \"", " – ", " (", ""]
        let text = (0..<(1 + random.below(12))).map { _ in
            let words = random.pick(ShippedRules.texts).split(separator: " ")
            let start = random.below(3) == 0 ? random.below(words.count) : 0
            let end = random.below(3) == 0 ? start + random.below(words.count - start) + 1 : words.count
            return words[start..<min(end, words.count)].joined(separator: " ") + random.pick(glue)
        }.joined()
        let article = ShippedRules.article(title: random.below(2) == 0 ? "" : random.pick(ShippedRules.texts), text)
        let signals = extractor.extract(article)
        #expect(signals.allSatisfy(isSound), "\(text)")
        #expect(extractor.explain(article).sentences.isEmpty == false)
    }

    @Test func extract_findsNothingInNothing() throws {
        let extractor = try ShippedRules.extractor.get()
        #expect(extractor.extract(ShippedRules.article("")).isEmpty)
        #expect(extractor.extract(Article(bytes: [])).isEmpty)
        #expect(extractor.extract(ShippedRules.article(String(repeating: "\n", count: 10_000))).isEmpty)
    }

    /// What is found grows with the text: everything told twice, is counted twice by the reader.
    @Test func reading_growsWithItsInput() throws {
        let extractor = try ShippedRules.extractor.get()
        let text = ShippedRules.telling.prefix(40).joined(separator: "\n\n") + "\n\n"
        let once = extractor.explain(ShippedRules.article(String(repeating: text, count: 2)))
        let twice = extractor.explain(ShippedRules.article(String(repeating: text, count: 4)))
        #expect(twice.sentences.count == 2 * once.sentences.count)
        let clauses = once.sentences.reduce(0) { $0 + $1.clauses.count }
        #expect(twice.sentences.reduce(0) { $0 + $1.clauses.count } == 2 * clauses)
        #expect(twice.mentions.count <= 2 * once.mentions.count + 40)
        #expect(twice.signals.count <= 2 * once.signals.count)
    }

    private func isSound(_ signal: Signal) -> Bool {
        guard let rules = try? ShippedRules.extractor.get().rules,
            let rule = rules.kinds.first(where: { $0.kind == signal.kind })
        else { return false }
        let parties = signal.actor + signal.recipient + signal.deniedBy
        return signal.confidence >= rule.threshold && signal.confidence <= 1
            && parties.allSatisfy { rules.lexicon.party($0.id) != nil && !$0.name.isEmpty }
            && Set(signal.actor).count == signal.actor.count && Set(signal.recipient).count == signal.recipient.count
            && signal.object == signal.objects.first && !signal.headline.isEmpty && !signal.evidence.isEmpty
            && signal.evidence.allSatisfy {
                $0.start < $0.end && !$0.text.isEmpty && $0.rule.hasPrefix(signal.kind + "/")
            }
    }
}
