import Domain
import Extraction
import Testing

/// Which day "on Friday" is in a report that is out before that Friday has begun in Greenwich.
@Suite struct LocalDayTests {
    /// A report with its dateline, the hour it was out at (UTC, on Thursday 2025-02-27), and the day it tells of.
    struct Report: Sendable, CustomTestStringConvertible {
        var dateline: String
        var hour: Int64
        var day: String

        var testDescription: String { "\(dateline) at \(hour):30" }
    }

    static let reports = [
        // The dateline names the day, or the place lies so far east that it is Friday there.
        Report(dateline: "SEOUL, Feb. 28 (Reuters) - ", hour: 23, day: "2025-02-28"),
        Report(dateline: "SEOUL - ", hour: 23, day: "2025-02-28"),
        Report(dateline: "TOKYO (AP) - ", hour: 18, day: "2025-02-28"),
        // It is Thursday still: the Friday of the week before is meant.
        Report(dateline: "SEOUL - ", hour: 9, day: "2025-02-21"),
        Report(dateline: "WASHINGTON - ", hour: 23, day: "2025-02-21"),
        Report(dateline: "SEOUL, Feb. 27 (Reuters) - ", hour: 23, day: "2025-02-21"),
        Report(dateline: "", hour: 23, day: "2025-02-21"),
    ]

    @Test(arguments: reports)
    func friday_isTheDayWhereTheReportWasFiled(_ report: Report) throws {
        let thursday = try #require(CivilDate(year: 2025, month: 2, day: 27))
        let minutes = (Int64(thursday.dayNumber) * 24 + report.hour) * 60 + 30
        let published = PublicationTime(
            timestamp: Timestamp(milliseconds: minutes * 60_000),
            date: thursday,
            precision: .minute
        )
        let body = report.dateline + "North Korea fired a ballistic missile on Friday, South Korea's military said."
        let article = Article(id: "a1", title: "", body: body, publishedAt: published)
        let signals = try ShippedRules.extractor.get().extract(article)
        #expect(signals.map { $0.date?.description } == [report.day])
        #expect(signals.map(\.status) == [.occurred])
    }
}
