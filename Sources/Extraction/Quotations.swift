import Language
import Rules

/// Who speaks in which sentence, where a quotation runs over several and its speaker is named in one of them.
struct Quotations {
    /// For every sentence, the clause that names the speaker of what it quotes, or -1; empty where no sentence has one.
    private let clauses: [Int32]

    init(scene: Scene) {
        let analysis = scene.analysis
        var clauses: [Int32] = []
        var start = -1
        for (index, sentence) in analysis.sentences.enumerated() {
            for token in sentence.tokens {
                switch analysis.tokens[token].kind {
                case .openQuote where start < 0: start = index
                case .closeQuote where start >= 0:
                    Quotations.assign(start...index, scene, &clauses)
                    start = -1
                default: break
                }
            }
            // A quotation that is never closed ends with its paragraph, at the latest after eight sentences.
            if start >= 0, index - start > 8 { start = -1 }
        }
        self.clauses = clauses
    }

    /// The clause that names the speaker of what a sentence quotes; -1 for none.
    func speakerClause(_ sentence: Int) -> Int { clauses.isEmpty ? -1 : Int(clauses[sentence]) }

    private static func assign(_ sentences: ClosedRange<Int>, _ scene: Scene, _ clauses: inout [Int32]) {
        guard sentences.count > 1 else { return }
        let analysis = scene.analysis
        for sentence in [sentences.upperBound, sentences.lowerBound] {
            for clause in analysis.clausesOfSentence[sentence] {
                let verb = Int(analysis.clauses[clause].verb)
                guard verb >= 0, analysis.clauses[clause].subject >= 0,
                    scene.rules.effects(ofVerb: analysis.verbs[verb].lemma).contains(.say)
                else { continue }
                if clauses.isEmpty { clauses = [Int32](repeating: -1, count: analysis.sentences.count) }
                for quoted in sentences { clauses[quoted] = Int32(clause) }
                return
            }
        }
    }
}
