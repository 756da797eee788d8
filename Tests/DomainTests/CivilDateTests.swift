import Domain
import Testing

@Suite struct CivilDateTests {
    @Test(
        arguments: [
            (1970, 1, 1, 0, 4), (1969, 12, 31, -1, 3), (2000, 2, 29, 11_016, 2), (2025, 1, 7, 20_095, 2),
            (1600, 1, 1, -135_140, 6),
            (2100, 3, 1, 47_541, 1), (1, 1, 1, -719_162, 1), (9999, 12, 31, 2_932_896, 5),
        ])
    func init_countsDays(_ year: Int, _ month: Int, _ day: Int, _ number: Int, _ weekday: Int) throws {
        let date = try #require(CivilDate(year: year, month: month, day: day))
        #expect(date.dayNumber == number)
        #expect(date.weekday == weekday)
        #expect(date.components == (year, month, day))
    }

    @Test func components_areTheInverseForFourHundredYears() {
        var expected = CivilDate(dayNumber: -10_000)
        for number in -10_000..<136_097 {
            let parts = CivilDate(dayNumber: number).components
            expected = CivilDate(year: parts.year, month: parts.month, day: parts.day) ?? CivilDate(dayNumber: .min)
            guard expected.dayNumber == number else { break }
        }
        #expect(expected.dayNumber == 136_096)
    }

    @Test(arguments: [
        (2025, 2, 29), (1900, 2, 29), (2025, 0, 1), (2025, 13, 1), (2025, 4, 31), (2025, 1, 0), (2025, 1, 32),
    ])
    func init_refusesDaysThatThereAreNot(_ year: Int, _ month: Int, _ day: Int) {
        #expect(CivilDate(year: year, month: month, day: day) == nil)
    }

    @Test func description_isISO8601() throws {
        #expect(try #require(CivilDate(year: 987, month: 6, day: 5)).description == "0987-06-05")
        #expect(CivilDate(dayNumber: 0).adding(days: -1).description == "1969-12-31")
        #expect(CivilDate(dayNumber: 1) > CivilDate(dayNumber: 0))
    }
}

@Suite struct EventDateTests {
    @Test(
        arguments: [
            ("2025", "2025-01-01", "2025-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
            ("2025-01-07", "2025-01-07", "2025-01-07"),
        ])
    func span_coversThePrecision(_ text: String, _ first: String, _ last: String) throws {
        let date = try #require(EventDate(text))
        #expect(date.description == text)
        #expect(date.first?.description == first)
        #expect(date.last?.description == last)
    }

    @Test(arguments: ["", "2025-13", "2025-02-30", "x", "2025-", "2025-01-07-01", "2025-1x"])
    func init_refusesWhatIsNoDate(_ text: String) {
        #expect(EventDate(text) == nil)
    }
}

@Suite struct TimestampTests {
    @Test(
        arguments: [
            (0, "1970-01-01T00:00:00Z"), (-1, "1969-12-31T23:59:59.999Z"),
            (1_736_242_215_050, "2025-01-07T09:30:15.050Z"),
            (-86_400_000, "1969-12-31T00:00:00Z"),
        ] as [(Int64, String)]
    )
    func description_isRFC3339(_ milliseconds: Int64, _ expected: String) {
        #expect(Timestamp(milliseconds: milliseconds).description == expected)
    }

    @Test func publicationTime_keepsThePrecisionGiven() {
        let timestamp = Timestamp(milliseconds: 1_736_242_215_000)
        let day = PublicationTime(timestamp: timestamp, date: timestamp.date, precision: .day)
        let second = PublicationTime(timestamp: timestamp, date: timestamp.date, precision: .second)
        #expect(day.description == "2025-01-07")
        #expect(second.description == "2025-01-07T09:30:15Z")
    }
}
