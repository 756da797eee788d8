import Domain
import Testing

@testable import Articles

@Suite struct DateTextTests {
    /// A date as delivered, the instant and the day it stands for, and how precise it is.
    struct Row: Sendable, CustomTestStringConvertible {
        var text: String
        var instant: String
        var day: String
        var precision: PublicationTime.Precision

        init(_ text: String, _ instant: String, _ day: String, _ precision: PublicationTime.Precision) {
            self.text = text
            self.instant = instant
            self.day = day
            self.precision = precision
        }

        var testDescription: String { text }
    }

    static let iso: [Row] = [
        Row("2025-01-07", "2025-01-07T00:00:00Z", "2025-01-07", .day),
        Row("2025-1-7", "2025-01-07T00:00:00Z", "2025-01-07", .day),
        Row("2025/01/07", "2025-01-07T00:00:00Z", "2025-01-07", .day),
        Row("2025.01.07", "2025-01-07T00:00:00Z", "2025-01-07", .day),
        Row(" 2025-01-07 ", "2025-01-07T00:00:00Z", "2025-01-07", .day),
        Row("2024-02-29", "2024-02-29T00:00:00Z", "2024-02-29", .day),
        Row("2025-01-07Z", "2025-01-07T00:00:00Z", "2025-01-07", .day),
        Row("2025-01-07+09:00", "2025-01-07T00:00:00Z", "2025-01-07", .day),
        Row("2025-01-07T09:30", "2025-01-07T09:30:00Z", "2025-01-07", .minute),
        Row("2025-01-07T09:30Z", "2025-01-07T09:30:00Z", "2025-01-07", .minute),
        Row("2025-01-07T09:30+09:00", "2025-01-07T00:30:00Z", "2025-01-07", .minute),
        Row("2025-01-07T09:30:15", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("2025-01-07T09:30:15Z", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("2025-01-07t09:30:15z", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("2025-01-07T09:30:15.5Z", "2025-01-07T09:30:15.500Z", "2025-01-07", .second),
        Row("2025-01-07T09:30:15.250Z", "2025-01-07T09:30:15.250Z", "2025-01-07", .second),
        Row("2025-01-07T09:30:15,250Z", "2025-01-07T09:30:15.250Z", "2025-01-07", .second),
        Row("2025-01-07T09:30:15.123456", "2025-01-07T09:30:15.123Z", "2025-01-07", .second),
        Row("2025-01-07T09:30:15.123456789+00:00", "2025-01-07T09:30:15.123Z", "2025-01-07", .second),
        Row("2025-01-07T03:30:15+09:00", "2025-01-06T18:30:15Z", "2025-01-07", .second),
        Row("2025-01-07T03:30:15+0900", "2025-01-06T18:30:15Z", "2025-01-07", .second),
        Row("2025-01-07T03:30:15+09", "2025-01-06T18:30:15Z", "2025-01-07", .second),
        Row("2025-01-07T20:30:15-08:00", "2025-01-08T04:30:15Z", "2025-01-07", .second),
        Row("2025-01-07T09:30:15-00:00", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("2025-01-07T09:30:15+05:30", "2025-01-07T04:00:15Z", "2025-01-07", .second),
        Row("2025-01-07T09:30:15+01:00[Europe/Berlin]", "2025-01-07T08:30:15Z", "2025-01-07", .second),
        Row("2025-01-07 09:30:15", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("2025-01-07 09:30", "2025-01-07T09:30:00Z", "2025-01-07", .minute),
        Row("2025-01-07 09:30:15 UTC", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("2025-01-07 09:30:15 +0000 UTC", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("2025-01-07 09:30:15 +0900", "2025-01-07T00:30:15Z", "2025-01-07", .second),
        Row("2025-01-07 09:30:15.000 -05:00", "2025-01-07T14:30:15Z", "2025-01-07", .second),
        Row("2025/01/07 09:30:15", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("2025-01-07, 9:30 PM", "2025-01-07T21:30:00Z", "2025-01-07", .minute),
        Row("2025-01-07 12:05 am", "2025-01-07T00:05:00Z", "2025-01-07", .minute),
        Row("2025-01-07T24:00:00Z", "2025-01-08T00:00:00Z", "2025-01-07", .second),
        Row("2016-12-31T23:59:60Z", "2017-01-01T00:00:00Z", "2016-12-31", .second),
        Row("2025-12-31T23:30:00-01:00", "2026-01-01T00:30:00Z", "2025-12-31", .second),
    ]

    static let others: [Row] = [
        Row("20250107", "2025-01-07T00:00:00Z", "2025-01-07", .day),
        Row("20250107T093015Z", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("20250107T093015+0900", "2025-01-07T00:30:15Z", "2025-01-07", .second),
        Row("20250107T0930Z", "2025-01-07T09:30:00Z", "2025-01-07", .minute),
        Row("20250107T09:30:15Z", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("20250107093015", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("202501070930", "2025-01-07T09:30:00Z", "2025-01-07", .minute),
        Row("1736242215", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("1736242215.250", "2025-01-07T09:30:15.250Z", "2025-01-07", .second),
        Row("1736242215250", "2025-01-07T09:30:15.250Z", "2025-01-07", .second),
        Row("1736242215250000", "2025-01-07T09:30:15.250Z", "2025-01-07", .second),
        Row("1736242215250000000", "2025-01-07T09:30:15.250Z", "2025-01-07", .second),
        Row("Tue, 07 Jan 2025 09:30:15 GMT", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("Tue, 7 Jan 2025 09:30:15 +0900", "2025-01-07T00:30:15Z", "2025-01-07", .second),
        Row("Tue, 07 Jan 2025 09:30 EST", "2025-01-07T14:30:00Z", "2025-01-07", .minute),
        Row("07 Jan 2025 09:30:15 PST", "2025-01-07T17:30:15Z", "2025-01-07", .second),
        Row("Tue, 07 Jan 2025 09:30:15 +0000 (UTC)", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("Tue, 07 Jan 25 09:30:15 GMT", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("Tuesday, 07-Jan-25 09:30:15 GMT", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("Sun, 06 Nov 94 08:49:37 GMT", "1994-11-06T08:49:37Z", "1994-11-06", .second),
        Row("Tue Jan  7 09:30:15 2025", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("Tue Jan 07 09:30:15 +0000 2025", "2025-01-07T09:30:15Z", "2025-01-07", .second),
        Row("Tue Jan 07 09:30:15 KST 2025", "2025-01-07T00:30:15Z", "2025-01-07", .second),
        Row("Jan 7, 2025", "2025-01-07T00:00:00Z", "2025-01-07", .day),
        Row("January 7, 2025", "2025-01-07T00:00:00Z", "2025-01-07", .day),
        Row("7 January 2025", "2025-01-07T00:00:00Z", "2025-01-07", .day),
        Row("Sept. 7th, 2025", "2025-09-07T00:00:00Z", "2025-09-07", .day),
        Row("January 7, 2025 at 9:30 PM", "2025-01-07T21:30:00Z", "2025-01-07", .minute),
        Row("Jan 7, 2025 9 PM EST", "2025-01-08T02:00:00Z", "2025-01-07", .minute),
    ]

    @Test(arguments: iso + others)
    func parse_readsTheShape(_ row: Row) throws {
        let time = try #require(DateText.parse(Array(row.text.utf8)))
        #expect(time.timestamp.description == row.instant)
        #expect(time.date.description == row.day)
        #expect(time.precision == row.precision)
        #expect(!time.isFromMessage)
    }

    @Test(
        arguments: [
            "yesterday", "2025", "2025-01", "2025-13-01", "2025-02-29", "2025-00-07", "0001-01-01T00:00:00",
            "01/07/2025",
            "07.01.2025", "2025-01-07T", "2025-01-07T9", "2025-01-07T25:00", "2025-01-07T09:60", "2025-01-07T09:30:61",
            "2025-01-07T09:30:15 IST", "2025-01-07T09:30:15+99:00", "2025-01-07 13:30 PM", "2025-01-07 and more",
            "2025-01-07T24:00:01Z", "Tue, 32 Jan 2025", "Foo 7, 2025", "99999999999999999999999", "12345", "-5",
            "T09:30",
            "0", "2025-01-07T09:30:15Z garbage", "2025--07", "Tue,", "7 Jan", "🚀", "00000000", "20251301",
            String(repeating: "2", count: 10_000), "2025-01-07T09:30:15.Z",
        ])
    func parse_refusesWhatIsNoDate(_ text: String) {
        #expect(DateText.parse(Array(text.utf8)) == nil)
    }

    @Test(
        arguments: [
            (1_736_242_215.0, "2025-01-07T09:30:15Z"), (1_736_242_215_250, "2025-01-07T09:30:15.250Z"),
            (1_736_242_215_250_000, "2025-01-07T09:30:15.250Z"), (0, "1970-01-01T00:00:00Z"),
        ])
    func epoch_tellsSecondsFromMilliseconds(_ number: Double, _ expected: String) throws {
        #expect(try #require(DateText.epoch(number)).timestamp.description == expected)
    }

    @Test func parse_readsBackWhatTimestampsAreWrittenAs() throws {
        var numbers = SeededNumbers(seed: 7)
        for _ in 0..<2000 {
            let timestamp = Timestamp(
                milliseconds: Int64.random(in: -20_000_000_000_000...200_000_000_000_000, using: &numbers)
            )
            #expect(DateText.parse(Array(timestamp.description.utf8))?.timestamp == timestamp)
            let minutes = Int.random(in: -14 * 60...14 * 60, using: &numbers)
            let local = Timestamp(milliseconds: timestamp.milliseconds + Int64(minutes) * 60_000)
            let (hours, rest) = abs(minutes).quotientAndRemainder(dividingBy: 60)
            let sign = minutes < 0 ? "-" : "+"
            let zone = "\(sign)\(String(10_000 + hours * 100 + rest).dropFirst())"
            let text = String(local.description.dropLast()) + zone
            let time = try #require(DateText.parse(Array(text.utf8)), "\(text)")
            #expect(time.timestamp == timestamp, "\(text)")
            #expect(time.date == local.date, "\(text)")
        }
    }

    @Test(arguments: [-1, 1e30, .infinity, .nan])
    func epoch_refusesWhatIsNoTime(_ number: Double) {
        #expect(DateText.epoch(number) == nil)
    }
}
