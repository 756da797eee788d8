import Correlation
import Domain
import Testing

extension Correlator {
    init(background: Bool = false) {
        var settings = CorrelationSettings()
        settings.includesBackground = background
        self.init(settings: settings, classes: ClassRelation(parents: [:]))
    }

    mutating func alerts(_ reports: [Report], now: Timestamp) -> [Alert] {
        reports.flatMap { take($0, now: now) }.compactMap { decision in
            if case .publish(let alert) = decision { alert } else { nil }
        }
    }
}

@Suite struct CorrelatorTests {
    static func report(_ kind: String, _ statuses: [Signal.Status], published: String? = nil) -> Report {
        var article = ArticleReference(id: "a1")
        article.publishedAt = published
        let signals = statuses.map { status in
            var signal = Signal(kind: kind)
            signal.status = status
            return signal
        }
        return Report(kind: kind, article: article, signature: "", origin: nil, signals: signals)
    }

    @Test(arguments: [
        ([Signal.Status.occurred], false, 1),
        ([.occurred, .expected, .denied, .ongoing], false, 4),
        ([.background], false, 0),
        ([.background], true, 1),
        ([.background, .occurred], false, 1),
        ([], false, 0),
    ])
    func alertForEachSignal(statuses: [Signal.Status], background: Bool, count: Int) {
        var correlator = Correlator(background: background)
        let alerts = correlator.alerts([Self.report("k", statuses)], now: Timestamp(milliseconds: 0))
        #expect(alerts.count == count)
        #expect(Set(alerts.map(\.id)).count == count)
        #expect(alerts.allSatisfy { $0.revision == 1 && $0.change == .new && $0.articleCount == 1 })
    }

    @Test func sameReport_givesSameAlerts() {
        let reports = [Self.report("k", [.occurred, .expected]), Self.report("l", [.occurred])]
        var first = Correlator()
        var second = Correlator()
        let now = Timestamp(milliseconds: 1)
        let alerts = first.alerts(reports, now: now)
        let (again, elsewhere) = (first.alerts(reports, now: now), second.alerts(reports, now: now))
        #expect(again.isEmpty)
        #expect(alerts == elsewhere)
        #expect(Set(alerts.map(\.id)).count == 3)
    }

    @Test func idDoesNotHangOnBackground() {
        var with = Correlator(background: true)
        var without = Correlator()
        let report = Self.report("k", [.background, .occurred])
        let now = Timestamp(milliseconds: 0)
        let (all, current) = (with.alerts([report], now: now), without.alerts([report], now: now))
        #expect(all.count == 2)
        #expect(all.last?.id == current.first?.id)
    }

    @Test(arguments: [
        (String?.none, "2025-01-08T00:00:01Z"),
        ("", "2025-01-08T00:00:01Z"),
        ("2099-01-01T00:00:00Z", "2025-01-09T00:00:01Z"),
        ("2025-01-07", "2025-01-07T00:00:00Z"),
        ("2025-01-07T09:00:00Z", "2025-01-07T09:00:00Z"),
    ])
    func seenIsPublicationElseNow(published: String?, seen: String) {
        var correlator = Correlator()
        let report = Self.report("k", [.occurred], published: published)
        let alerts = correlator.alerts([report], now: Timestamp(milliseconds: 1_736_294_401_000))
        #expect(alerts.map(\.firstSeen) == [seen])
        #expect(alerts.map(\.lastSeen) == [seen])
    }

    @Test func byKindGroupsInOrderOfAppearance() {
        let signals = ["b", "a", "b"].map(Signal.init(kind:))
        let origin = Origin(topic: "articles", partition: 1, offset: 2)
        let reports = Report.byKind(signals, article: ArticleReference(id: "x"), signature: "s", origin: origin)
        #expect(reports.map(\.kind) == ["b", "a"])
        #expect(reports.map(\.signals.count) == [2, 1])
        #expect(reports.allSatisfy { $0.origin == origin && $0.signature == "s" })
    }
}

@Suite struct EventIDTests {
    /// The ids are written to a topic that outlives any version: these rows must never change.
    @Test(arguments: [
        ("a1", "missile-launch", 0, "66861d5ed44d53cf"),
        ("a1", "missile-launch", 1, "5c88e0d591c84388"),
        ("", "", 0, "f4bc63a79c505b5c"),
    ])
    func idIsPinned(article: String, kind: String, ordinal: Int, id: String) {
        #expect(EventID.make(article: article, kind: kind, ordinal: ordinal) == id)
    }

    @Test func partsDoNotRunTogether() {
        let ids = [("ab", "c"), ("a", "bc"), ("abc", ""), ("", "abc")].map {
            EventID.make(article: $0.0, kind: $0.1, ordinal: 0)
        }
        #expect(Set(ids).count == ids.count)
    }

    @Test func manyFoundingsDoNotCollide() {
        var ids: Set<String> = []
        for article in 0..<5000 {
            for ordinal in 0..<4 { ids.insert(EventID.make(article: "a\(article)", kind: "k", ordinal: ordinal)) }
        }
        #expect(ids.count == 20_000)
        #expect(ids.allSatisfy { $0.utf8.count == 16 })
    }
}
