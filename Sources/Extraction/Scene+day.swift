import Domain
import Language
import Rules

/// What day it is for who writes.
extension Scene {
    /// The day of publication, or the one after where the article was filed on it.
    ///
    /// A report from Seoul that is out at 23:30 UTC on Thursday tells of a launch "on Friday": its dateline says so, or
    /// the place named there lies so far east that it is Friday already.
    static func day(
        of publication: PublicationTime,
        where analysis: Analysis,
        rules: RuleSet,
        times: TimeReader,
        bytes: Span<UInt8>
    ) -> CivilDate {
        guard !analysis.dateline.isEmpty else { return publication.date }
        let next = publication.date.adding(days: 1)
        let told = times.read(analysis, analysis.dateline, bytes: bytes, publication: next)
        if told.contains(where: { $0.date == EventDate(next) }) { return next }
        guard told.isEmpty, publication.precision != .day, !publication.isFromMessage,
            let longitude = longitude(analysis, rules)
        else { return publication.date }
        // Mean solar time is near enough: the sun moves fifteen degrees an hour.
        let milliseconds = publication.timestamp.milliseconds + Int64(longitude / 15 * 3_600_000)
        return Timestamp(milliseconds: milliseconds).date == next ? next : publication.date
    }

    /// The longitude of the place that the dateline begins with, in degrees east.
    private static func longitude(_ analysis: Analysis, _ rules: RuleSet) -> Double? {
        let match = rules.parser.grammar.phrases.longest(
            analysis.tokens,
            at: analysis.dateline.lowerBound,
            limit: analysis.dateline.upperBound,
            ignoresCase: true
        )
        guard let match else { return nil }
        let senses = rules.lexicon.senses[rules.lexicon.senses(of: match.phrase)]
        guard let sense = senses.first(where: { $0.category == .place }) else { return nil }
        return rules.lexicon.places[Int(sense.index)].longitude
    }
}
