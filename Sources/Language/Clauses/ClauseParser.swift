/// Joins the pieces of one sentence into clauses: one pass from left to right with a look ahead of bounded length.
///
/// It keeps one clause open at a time and remembers which clause encloses it. A noun waits for its verb as subject or
/// follows it as object; a finite verb closes what stands between it and its subject. A class that holds the analysis, so
/// that its many questions hand on none of it.
final class ClauseParser {
    /// What the piece before was.
    enum Previous {
        case start, noun, time, verb, comma, mark, coordinator, preposition, adjective
    }

    let grammar: Grammar
    /// What is parsed, and what is found.
    var analysis: Analysis
    private(set) var sentence = 0
    var current = -1
    /// For every clause of the sentence, the clause it is nested in.
    var enclosing: [Int32] = []
    private(set) var base = 0
    var lastNoun = -1
    var previous = Previous.start
    var pendingPreposition = -1
    var pendingMarker = -1
    var coordinatesNoun = false
    var pendingSubject = -1
    var commaSinceVerb = false
    /// "built and tested": the second verb's clause, whose object will be the first one's, too, and the first clause.
    var sharedObject: (of: Int, with: Int)?
    /// The participle between commas that the next comma closes; -1 for none.
    var aside = -1
    /// Clauses at the front whose subject is the subject of the main clause to come.
    var fronted: [Int] = []

    init(grammar: Grammar, _ analysis: consuming Analysis) {
        self.grammar = grammar
        self.analysis = analysis
    }

    /// Parses the `pieces` of a sentence into clauses and prepositional phrases.
    func parse(_ pieces: [Piece], sentence: Int) {
        begin(sentence, base: analysis.clauses.count)
        var index = 0
        while index < pieces.count {
            switch pieces[index] {
            case .noun(let noun): self.noun(noun, pieces, index)
            case .verb(let verb): self.verb(verb, pieces, index)
            case .preposition(let token): preposition(token, pieces, index)
            case .subordinator(let token):
                // "the question of whether …": the clause, not a noun, is what the preposition takes.
                pendingPreposition = -1
                open(.adverbial, marker: token)
            case .relative(let token): relative(token, pieces, index)
            case .that(let token): that(token, pieces, index)
            case .coordinator:
                coordinatesNoun = previous == .noun || previous == .time
                if previous == .comma, lastNoun >= 0 { coordinatesNoun = true }
                previous = .coordinator
            case .comma: comma(pieces, index)
            case .dash:
                commaSinceVerb = true
                previous = .comma
            case .colon:
                current = -1
                reset()
                previous = .mark
            case .quote: break
            case .bracket(let opens):
                if opens { index = skipBracket(pieces, index) }
            case .adjective(let token): adjective(token)
            }
            index += 1
        }
    }

    /// Forgets the sentence before; its lists stay, to be filled again.
    private func begin(_ sentence: Int, base: Int) {
        self.sentence = sentence
        self.base = base
        current = -1
        enclosing.removeAll(keepingCapacity: true)
        fronted.removeAll(keepingCapacity: true)
        previous = .start
        previousNounForPreposition = -1
        sharedObject = nil
        aside = -1
        reset()
    }

    func reset() {
        lastNoun = -1
        pendingPreposition = -1
        pendingMarker = -1
        pendingSubject = -1
        commaSinceVerb = false
        coordinatesNoun = false
    }

    /// Where a bracket that opens at `start` closes.
    func skipBracket(_ pieces: [Piece], _ start: Int) -> Int {
        var index = start + 1
        while index < pieces.count, index < start + 40 {
            if case .bracket(opens: false) = pieces[index] { return index }
            index += 1
        }
        return start
    }

    // MARK: Clauses

    /// Begins a clause and makes it the open one.
    @discardableResult
    func open(_ relation: Clause.Relation, marker: Int = -1) -> Int {
        var clause = Clause()
        clause.relation = relation
        clause.marker = Int32(marker)
        clause.sentence = Int32(sentence)
        if relation != .main { clause.governor = Int32(current) }
        analysis.clauses.append(clause)
        enclosing.append(Int32(current))
        current = analysis.clauses.count - 1
        commaSinceVerb = false
        pendingSubject = -1
        if relation == .adverbial || relation == .relative { previous = .start }
        return current
    }

    /// The open clause; a new main clause where none is.
    func ensureClause() -> Int {
        if current < 0 { open(.main) }
        return current
    }

    func parent(_ clause: Int) -> Int {
        clause >= base ? Int(enclosing[clause - base]) : -1
    }

    func setSubject(_ clause: Int, _ noun: Int) {
        analysis.clauses[clause].subject = Int32(noun)
        guard analysis.clauses[clause].relation == .main else { return }
        for front in fronted where analysis.clauses[front].subject < 0 {
            analysis.clauses[front].subject = Int32(noun)
            analysis.clauses[front].sharesSubject = true
        }
        fronted.removeAll(keepingCapacity: true)
    }

    // MARK: Small pieces

    private func adjective(_ token: Int) {
        if current >= 0, analysis.clauses[current].verb >= 0, analysis.clauses[current].adjective < 0 {
            analysis.clauses[current].adjective = Int32(token)
        }
        previous = .adjective
    }

    private func comma(_ pieces: [Piece], _ index: Int) {
        commaSinceVerb = true
        pendingPreposition = -1
        defer { previous = .comma }
        guard current >= 0, analysis.clauses[current].verb >= 0 else { return }
        if current == aside {
            current = parent(current)
            pendingSubject = -1
            return
        }
        if isList(pieces, index + 1) { return }
        switch analysis.clauses[current].relation {
        case .adverbial, .relative, .participial, .gerund:
            let outer = parent(current)
            let isVerbless = outer >= 0 && analysis.clauses[outer].verb < 0
            let closes =
                outer < 0 || isVerbless || analysis.clauses[current].relation == .relative
                || followsNounAndVerb(pieces, index + 1)
            if closes {
                current = outer
                pendingSubject = -1
            }
        default: break
        }
    }

    private func preposition(_ token: Int, _ pieces: [Piece], _ index: Int) {
        let tags = analysis.tokens[token].tags
        if tags.contains(.subordinator), introducesClause(pieces, index + 1, after: token) {
            open(.adverbial, marker: token)
            return
        }
        if previous == .verb, analysis.tokens[token].word == grammar.words.as,
            case .adjective? = next(pieces, index + 1)
        {
            // "dismissed as fabricated the claim that …": what is so called is the object.
            return
        }
        pendingPreposition = token
        pendingMarker = token
        if previous == .noun { coordinatesNoun = false }
        previousNounForPreposition = previous == .noun ? lastNoun : -1
        previous = .preposition
    }

    /// The noun directly before the preposition at hand.
    var previousNounForPreposition = -1

    private func that(_ token: Int, _ pieces: [Piece], _ index: Int) {
        let afterNoun = previous == .noun
        var noun = lastNoun
        if afterNoun, nextIsVerb(pieces, index + 1) {
            relativeClause(described(noun, byThat: true), subject: true)
            return
        }
        // "fired missiles on Friday that struck a port": a time in between changes nothing.
        if previous == .time, noun >= 0, nextIsVerb(pieces, index + 1) { return relativeClause(noun, subject: true) }
        if afterNoun, let claim = claim(of: noun) { noun = claim }
        if previous == .start || previous == .mark, nextIsVerb(pieces, index + 1) { return }
        if afterNoun, describes(noun, pieces, index + 1) {
            relativeClause(noun, subject: false)
            return
        }
        let clause = open(.complement, marker: token)
        if afterNoun { analysis.clauses[clause].governingNoun = Int32(noun) }
        previous = .start
        lastNoun = -1
    }

    /// "claims by Britain that …", "reports from Kyiv that …": what the claimant's name stands in a phrase of; nil for none.
    private func claim(of noun: Int) -> Int? {
        let phrase = Int(analysis.nouns[noun].prepositional)
        guard phrase >= 0 else { return nil }
        let attachment = Int(analysis.prepositionals[phrase].attachment)
        let word = analysis.tokens[Int(analysis.prepositionals[phrase].preposition)].word
        guard attachment >= 0, word == grammar.words.by || word == grammar.words.from, tellsContent(attachment) else {
            return nil
        }
        return attachment
    }

    /// Whether "that" after a noun describes it ("the missile that Iran fired") rather than telling its content ("the
    /// report that Iran fired a missile", "told the council that …").
    private func describes(_ noun: Int, _ pieces: [Piece], _ start: Int) -> Bool {
        let head = analysis.tokens[Int(analysis.nouns[noun].head)].word
        guard !grammar.contentNouns.contains(grammar.vocabulary.lemma(head)) else { return false }
        if current >= 0, analysis.clauses[current].verb >= 0,
            grammar.reporting.contains(analysis.verbs[Int(analysis.clauses[current].verb)].lemma)
        {
            return false
        }
        return followsNounAndVerb(pieces, start)
    }

    private func relative(_ token: Int, _ pieces: [Piece], _ index: Int) {
        guard lastNoun >= 0 else {
            open(.complement, marker: token)
            return
        }
        let isSubject = nextIsVerb(pieces, index + 1)
        let preposition = pendingPreposition
        pendingPreposition = -1
        let antecedent = lastNoun
        relativeClause(antecedent, subject: isSubject)
        guard preposition >= 0, !isSubject else { return }
        // "an exercise for which it sent warships": the noun stands after the preposition, and is no object.
        analysis.clauses[current].object = -1
        analysis.prepositionals.append(
            Prepositional(
                preposition: Int32(preposition),
                noun: Int32(antecedent),
                clause: Int32(current),
                attachment: -1
            )
        )
    }

    func relativeClause(_ antecedent: Int, subject: Bool) {
        let clause = open(.relative)
        if subject {
            analysis.clauses[clause].subject = Int32(antecedent)
        } else {
            analysis.clauses[clause].object = Int32(antecedent)
        }
        analysis.clauses[clause].governingNoun = Int32(antecedent)
        previous = .start
    }
}
