import Domain
import Language
import Rules

/// Times that a sentence tells of something else than the act.
extension Dating {
    /// "flew over Japan, following a similar event on 29 August": the time of what a mention is told beside.
    func isOfAnother(_ time: TimeExpression, _ mention: Mention) -> Bool {
        guard time.tokens.lowerBound > mention.anchor else { return isOfFront(time, mention) }
        for phrase in scene.analysis.prepositionalsOfSentence[mention.sentence] {
            let prepositional = scene.analysis.prepositionals[phrase]
            let token = Int(prepositional.preposition)
            guard token > mention.anchor, token < time.tokens.lowerBound, prepositional.noun >= 0,
                scene.rules.words.beside.contains(scene.prepositionWord(token)), !isMoment(token - 1)
            else { continue }
            if !scene.analysis.nouns[Int(prepositional.noun)].isTime { return true }
        }
        return false
    }

    /// "Following a pact signed earlier this month, Cairo sends troops": the time of what stands before the comma.
    private func isOfFront(_ time: TimeExpression, _ mention: Mention) -> Bool {
        let tokens = scene.analysis.tokens
        let first = scene.analysis.sentences[mention.sentence].tokens.lowerBound
        guard first < time.tokens.lowerBound, scene.rules.words.beside.contains(scene.prepositionWord(first)),
            time.tokens.upperBound < mention.anchor,
            (time.tokens.upperBound..<mention.anchor).contains(where: { tokens[$0].kind == .comma })
        else { return false }
        // "After midnight on Monday, …" tells when it was.
        return scene.analysis.prepositionalsOfSentence[mention.sentence].contains { number in
            let phrase = scene.analysis.prepositionals[number]
            return Int(phrase.preposition) == first && phrase.noun >= 0
                && !scene.analysis.nouns[Int(phrase.noun)].isTime
        }
    }

    /// "…, the army said yesterday": the day on which it was told, where that is no later than the day before publication.
    func saidDay(_ mention: Mention, _ publication: CivilDate) -> EventDate? {
        guard mention.attitude.isAttributed, !scene.rules.kinds[mention.kind].isLasting else { return nil }
        let time = scene.times(mention.sentence).first { time in
            time.date?.day != nil && time.relation == .on && isOfReport(time, mention) && !isOfDateline(time)
        }
        guard let day = time?.first, (1...6).contains(publication.dayNumber - day.dayNumber) else { return nil }
        return EventDate(day)
    }

    /// "its third launch this month": the span says of how many it is one, and not when it was.
    func isOfCount(_ time: TimeExpression, _ mention: Mention) -> Bool {
        guard mention.attitude.status == .occurred, time.date?.day == nil, let publication = scene.publication,
            let first = time.first, let last = time.last, first <= publication, publication <= last
        else { return false }
        return mention.tokens.contains { index in
            let token = scene.analysis.tokens[index]
            return token.tags.contains(.ordinal) && token.part != .time && index < time.tokens.lowerBound
        }
    }

    /// "which was given to Kyiv, too, and which the minister said this month would be of use": the time of a report that
    /// says nothing of the act.
    func isOfOtherReport(_ time: TimeExpression, _ mention: Mention) -> Bool {
        guard mention.clause >= 0, scene.analysis.clauses[mention.clause].relation == .relative,
            isOfReport(time, mention)
        else { return false }
        return !mention.attitude.isAttributed
    }
}
