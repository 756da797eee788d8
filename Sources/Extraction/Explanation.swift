public import Domain
import Language
import Rules

/// Every step from a text to its signals, for people and (as JSON) for programs.
public struct Explanation: Sendable, Codable {
    /// A sentence with what was read in it.
    public struct SentenceSteps: Sendable, Codable {
        /// Its text.
        public var text: String
        /// Whether it belongs to the title.
        public var title: Bool
        /// Its words, each with the part of speech it was read as ("fires/verb").
        public var words: [String]
        /// The names and terms found, each with what it stands for.
        public var names: [String]
        /// The clauses: verb, its reading, and its arguments.
        public var clauses: [String]
        /// The times told, each with what it resolves to.
        public var times: [String]
        /// The frames that were tried.
        public var frames: [FrameSteps]
    }

    /// A frame that was tried on a word.
    public struct FrameSteps: Sendable, Codable {
        /// The kind and the frame, with file and line.
        public var frame: String
        /// The word it was tried on.
        public var word: String
        /// The table and line that say what the word can mean.
        public var predicate: String
        /// What fills its roles.
        public var roles: [String]
        /// Why it did not fire; nil where it did.
        public var failure: String?
    }

    /// A place of the text that tells of an event.
    public struct MentionSteps: Sendable, Codable {
        /// The kind and the frame that fired.
        public var frame: String
        /// The passage.
        public var text: String
        /// How it is to be taken.
        public var reading: String
        /// What ruled it out; nil where nothing did.
        public var ruledOut: String?
    }

    /// A signal with how its confidence came about.
    public struct SignalSteps: Sendable, Codable {
        /// The signal.
        public var signal: Signal
        /// The terms its confidence is made of, as log-odds, each with its reason.
        public var confidence: [String]
        /// Whether it lies below the threshold of its kind.
        public var belowThreshold: Bool
        /// The mute of the site that silences it, with file and line; nil where none does.
        public var muted: String?
    }

    /// Whether the article passed the screen.
    public var passesScreen: Bool
    /// Why the article's source is blocked, with file and line; nil where it is not.
    public var blocked: String?
    /// The sentences.
    public var sentences: [SentenceSteps]
    /// The mentions.
    public var mentions: [MentionSteps]
    /// The signals.
    public var signals: [SignalSteps]
}

extension Extractor {
    /// Explains what is found in `article` and what is not, step by step.
    public func explain(_ article: Article) -> Explanation {
        var reading = read(article, explains: true)
        mute(&reading)
        let writer = ExplanationWriter(reading: reading)
        return Explanation(
            passesScreen: passesScreen(article),
            blocked: rules.tuning.block(of: article).map { "\($0.place.short): \($0.name)" },
            sentences: reading.scene.analysis.sentences.indices.map(writer.sentence),
            mentions: reading.steps,
            signals: reading.signals.map { writer.signal($0.signal, $0.group, below: false) }
                + reading.muted.map { writer.signal($0.signal, $0.group, below: false, mute: $0.mute) }
                + reading.dropped.map { writer.signal($0.signal, $0.group, below: true) }
        )
    }
}

/// Puts what was read into words.
struct ExplanationWriter {
    let reading: Reading

    private var scene: Scene { reading.scene }
    private var analysis: Analysis { reading.scene.analysis }
    private var rules: RuleSet { reading.scene.rules }

    func sentence(_ index: Int) -> Explanation.SentenceSteps {
        let sentence = analysis.sentences[index]
        return Explanation.SentenceSteps(
            text: scene.text(sentence.tokens),
            title: sentence.isTitle,
            words: sentence.tokens.filter { analysis.tokens[$0].part != .punctuation }.map { index in
                "\(scene.text(index..<index + 1))/\(analysis.tokens[index].part)"
            },
            names: analysis.nounsOfSentence[index].compactMap(name),
            clauses: analysis.clausesOfSentence[index].map(clause),
            times: scene.times(index).map { time in
                "\(scene.text(time.tokens)) = \(time.date.map(\.description) ?? "unresolved") (\(time.relation))"
            },
            frames: reading.attempts.filter { $0.sentence == index }.map(frame)
        )
    }

    private func name(_ noun: Int) -> String? {
        let filler = scene.fillers[noun]
        guard !filler.isEmpty else { return nil }
        var parts: [String] = []
        if !filler.parties.isEmpty { parts.append("is " + ids(filler.parties)) }
        if !filler.owners.isEmpty { parts.append("of " + ids(filler.owners)) }
        let names = filler.classes.map { rules.classes.classes[Int($0)].id }
        if !names.isEmpty { parts.append("class " + names.joined(separator: ", ")) }
        if filler.place >= 0 { parts.append("place \(scene.lexicon.places[Int(filler.place)].name)") }
        if let count = scene.count(filler, of: noun) { parts.append("count \(count)") }
        if filler.isReference { parts.append("by reference") }
        let origins = origins(analysis.nouns[noun])
        if !origins.isEmpty { parts.append("(" + origins.joined(separator: ", ") + ")") }
        return "\(scene.text(analysis.nouns[noun])): \(parts.joined(separator: "; "))"
    }

    /// Where the lexicon says so: table and line of every phrase in a group.
    private func origins(_ group: NounGroup) -> [String] {
        var origins: [String] = []
        var phrase: Int32 = -1
        for index in Int(group.first)..<Int(group.end) where analysis.matchAt[index] >= 0 {
            let match = analysis.matches[Int(analysis.matchAt[index])]
            guard match.phrase != phrase else { continue }
            phrase = match.phrase
            for sense in scene.lexicon.senses[scene.lexicon.senses(of: phrase)] {
                let place = "\(scene.lexicon.files[Int(sense.file)]):\(sense.line)"
                if !origins.contains(place) { origins.append(place) }
            }
        }
        return origins
    }

    /// A cue word with its line.
    private func cue(_ token: Int) -> String? {
        guard token >= 0 else { return nil }
        let word = analysis.tokens[token].word
        let lemmas = [scene.prepositionWord(token), word, rules.parser.grammar.vocabulary.lemma(word)]
        guard let line = lemmas.lazy.compactMap({ rules.cueLines[$0] }).first else { return nil }
        return "'\(scene.text(token..<token + 1))' (en/cues.tsv:\(line))"
    }

    private func ids(_ parties: [PartyID]) -> String {
        parties.map { scene.party($0).id }.joined(separator: ", ")
    }

    private func clause(_ index: Int) -> String {
        let clause = analysis.clauses[index]
        var parts: [String] = ["\(clause.relation)"]
        if clause.verb >= 0 {
            let verb = analysis.verbs[Int(clause.verb)]
            parts.append("verb '\(scene.text(Int(verb.first)..<Int(verb.end)))' (\(reading(of: verb)))")
        }
        for (label, noun) in [
            ("subject", clause.subject), ("object", clause.object), ("indirect", clause.indirectObject),
        ]
        where noun >= 0 {
            let members = scene.chain(Int(noun)).map { scene.text(analysis.nouns[$0]) }
            parts.append("\(label) '\(members.joined(separator: "' + '"))'")
        }
        for phrase in analysis.prepositionalsOfSentence[Int(clause.sentence)] {
            let prepositional = analysis.prepositionals[phrase]
            guard Int(prepositional.clause) == index, prepositional.noun >= 0 else { continue }
            let word = analysis.tokens[Int(prepositional.preposition)]
            let preposition = scene.text(Int(prepositional.preposition)..<Int(prepositional.preposition) + 1)
            parts.append(
                "\(word.kind == .word ? preposition : "?") '\(scene.text(analysis.nouns[Int(prepositional.noun)]))'"
            )
        }
        if clause.governor >= 0, analysis.clauses[Int(clause.governor)].verb >= 0 {
            let verb = analysis.verbs[Int(analysis.clauses[Int(clause.governor)].verb)]
            parts.append("under '\(scene.text(Int(verb.first)..<Int(verb.end)))'")
        }
        if clause.governingNoun >= 0 { parts.append("of '\(scene.text(analysis.nouns[Int(clause.governingNoun)]))'") }
        return parts.joined(separator: "; ")
    }

    private func reading(of verb: VerbGroup) -> String {
        var traits = ["\(verb.form)", "\(verb.tense)"]
        if verb.isPassive { traits.append("passive") }
        if verb.isProgressive { traits.append("progressive") }
        if verb.isPerfect { traits.append("perfect") }
        if verb.isNegated { traits.append("negated") }
        if verb.isPossible { traits.append("possible") }
        if verb.isHedged { traits.append("hedged") }
        return traits.filter { $0 != "none" }.joined(separator: " ")
    }

    private func title(_ kind: Int, _ frame: Int) -> String {
        let rule = rules.kinds[kind]
        let id = rule.frames[frame].id
        return "\(rule.kind)/\(id) (\(rule.place(of: id).short))"
    }

    private func frame(_ attempt: FrameMatcher.Attempt) -> Explanation.FrameSteps {
        Explanation.FrameSteps(
            frame: title(attempt.kind, attempt.frame),
            word: scene.text(attempt.anchor..<attempt.anchor + 1),
            predicate: "en/predicates.tsv:\(attempt.line)",
            roles: attempt.roles.all.map { "\($0.role.rawValue) = '\(scene.text(analysis.nouns[$0.noun]))'" },
            failure: attempt.failure?.text
        )
    }

    func mention(_ mention: Mention) -> Explanation.MentionSteps {
        let attitude = mention.attitude
        var parts = [attitude.status.rawValue, attitude.certainty.rawValue]
        parts.append("actor [\(ids(mention.actor))] recipient [\(ids(mention.recipient))]")
        if let date = mention.date { parts.append("date \(date)\(mention.isDated ? "" : " (publication)")") }
        if attitude.isDenied { parts.append("denied by [\(ids(attitude.deniers))]") }
        if attitude.isAttributed { parts.append("said by [\(ids(attitude.speakers))]") }
        let cues = attitude.cues.compactMap(cue)
        if !cues.isEmpty { parts.append("by " + cues.joined(separator: ", ")) }
        return Explanation.MentionSteps(
            frame: title(mention.kind, mention.frame),
            text: scene.text(mention.tokens),
            reading: parts.joined(separator: ", "),
            ruledOut: mention.excludedBy.map { text($0, kind: mention.kind) }
        )
    }

    private func text(_ ruling: Ruling, kind: Int) -> String {
        switch ruling {
        case .attitude(let reason): reason
        case .exclusion(let exclusion):
            "\(exclusion.id) (\(rules.kinds[kind].place(of: exclusion.id).short)): \(exclusion.because)"
        }
    }

    /// A number with its sign and two decimals, without Foundation.
    private func signed(_ number: Double) -> String {
        let hundredths = Int((number.magnitude * 100).rounded())
        let tail = hundredths % 100
        return "\(number < 0 ? "-" : "+")\(hundredths / 100).\(tail < 10 ? "0" : "")\(tail)"
    }

    func signal(_ signal: Signal, _ group: [Mention], below: Bool, mute: Mute? = nil) -> Explanation.SignalSteps {
        let parts = Confidence(scene: scene, kind: group[0].kind).parts(group, signal)
        return Explanation.SignalSteps(
            signal: signal,
            confidence: parts.map { "\(signed($0.points)) \($0.reason)" },
            belowThreshold: below,
            muted: mute?.description
        )
    }
}
