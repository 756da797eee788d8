/// Reads the auxiliaries of a verb group in order and works out tense, voice and aspect.
struct VerbState {
    private(set) var hasMain = false
    private(set) var lastIsBe = false
    private var lastIsHave = false
    private var sawModal = false
    private var sawAuxiliary = false
    private var auxiliaryTags: WordTags = []
    private var mainTags: WordTags = []

    /// Whether a modal may still come.
    var allowsAuxiliary: Bool { !hasMain && !sawAuxiliary }
    /// Whether an auxiliary was read and its verb was not.
    var awaitsMain: Bool { !hasMain && (sawAuxiliary || sawModal) }
    /// Whether nothing but a negation was read.
    var isOnlyNegation: Bool { !hasMain && !sawModal && !sawAuxiliary }

    mutating func modal(_ group: inout VerbGroup, _ token: Token) {
        sawModal = true
        if token.tags.contains(.not) { group.isNegated = true }
        if token.tags.contains(.future) {
            group.tense = .future
        } else if token.tags.contains(.conditional) {
            group.tense = .conditional
        } else {
            group.tense = .none
        }
    }

    mutating func be(_ group: inout VerbGroup, _ token: Token) {
        note(&group, token)
        lastIsBe = true
        lastIsHave = false
    }

    mutating func have(_ group: inout VerbGroup, _ token: Token) {
        note(&group, token)
        lastIsHave = true
        lastIsBe = false
    }

    mutating func `do`(_ group: inout VerbGroup, _ token: Token) {
        note(&group, token)
        lastIsBe = false
        lastIsHave = false
    }

    private mutating func note(_ group: inout VerbGroup, _ token: Token) {
        if !sawAuxiliary { auxiliaryTags = token.tags }
        if lastIsHave { group.isPerfect = true }
        if lastIsBe, token.tags.contains(.gerund) { group.isProgressive = true }
        sawAuxiliary = true
        group.head = token.start
    }

    /// Whether `token` can be the main verb after the auxiliaries read so far.
    func takes(_ token: Token) -> Bool {
        if lastIsBe { return !token.tags.isDisjoint(with: [.verbGerund, .verbParticiple, .verbPast]) }
        if lastIsHave { return !token.tags.isDisjoint(with: [.verbParticiple, .verbPast]) }
        return true
    }

    mutating func main(_ group: inout VerbGroup, _ token: Token, _ index: Int) {
        hasMain = true
        mainTags = token.tags
        group.head = Int32(index)
        if lastIsBe {
            let isParticiple = token.tags.contains(.verbParticiple) || token.tags.contains(.verbPast)
            if isParticiple { group.isPassive = true } else { group.isProgressive = true }
        } else if lastIsHave {
            group.isPerfect = true
        }
    }

    /// Settles form and tense once the group is read whole.
    func finish(_ group: inout VerbGroup, _ tokens: [Token], _ grammar: Grammar) {
        if !hasMain {
            group.isAuxiliaryOnly = true
            group.head = group.end - 1
            let word = tokens[Int(group.head)]
            // "has", "had": their own forms are words of the grammar, and no lemma's.
            let auxiliary = word.part == .have ? grammar.words.have : grammar.vocabulary.lemma(word.word)
            group.lemma = word.tags.contains(.be) ? grammar.words.be : auxiliary
        }
        if group.form == .infinitive { return }
        if sawModal {
            mood(&group, tokens, grammar)
            return
        }
        if sawAuxiliary {
            if auxiliaryTags.contains(.gerund) {
                group.form = .gerund
            } else {
                group.tense = auxiliaryTags.contains(.past) ? .past : .present
                if group.isPerfect, group.tense == .present, !group.isProgressive { group.tense = .past }
            }
            return
        }
        if mainTags.contains(.verbGerund) {
            group.form = .gerund
        } else if mainTags.contains(.verbPast) {
            group.tense = .past
            group.isPastOrParticiple = mainTags.contains(.verbParticiple)
        } else if mainTags.contains(.verbParticiple) {
            group.form = .participle
        } else {
            group.tense = .present
        }
    }

    private func mood(_ group: inout VerbGroup, _ tokens: [Token], _ grammar: Grammar) {
        for index in Int(group.first)..<Int(group.end) where tokens[index].part == .modal {
            let tags = tokens[index].tags
            if tags.contains(.future) || tags.contains(.conditional) { continue }
            if tokens[index].word == grammar.words.can { group.isAbility = true }
            if grammar.obligations.contains(tokens[index].word) {
                group.isObligation = true
            } else {
                group.isPossible = true
            }
        }
    }
}
