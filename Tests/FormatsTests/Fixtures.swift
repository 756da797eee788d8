import Domain

/// Messages of every fullness: what tests of formats encode.
enum Samples {
    /// A signal in which everything is said.
    static let full: Signal = {
        var signal = Signal(kind: "missile-launch")
        signal.actor = [Party(id: "PRK", name: "North Korea")]
        signal.recipient = [Party(id: "JPN", name: "Japan")]
        signal.object = "irbm"
        signal.objects = ["irbm", "hypersonic"]
        signal.status = .occurred
        signal.certainty = .observed
        signal.date = EventDate(year: 2025, month: 1, day: 6)
        signal.dateBasis = .told
        signal.deniedBy = [Party(id: "RUS", name: "Russia")]
        signal.names = ["Hwasong-16B"]
        signal.count = 1
        signal.distanceKM = 1100
        signal.altitudeKM = 99.8
        signal.outcome = .succeeded
        signal.time = "12:00 KST"
        signal.places = [
            Place(role: .launch, name: "Pyongyang", country: "PRK", latitude: 39.02, longitude: 125.75),
            Place(role: .impact, name: "Sea of Japan", country: nil, latitude: nil, longitude: nil),
        ]
        signal.headline = "North Korea launched an intermediate-range ballistic missile toward Japan"
        signal.severity = .severe
        signal.urgency = .immediate
        signal.confidence = 0.87
        signal.claims = [Claim(by: Party(id: "KOR", name: "South Korea"), stance: .asserts, article: "a-1")]
        signal.evidence = [
            Evidence(
                article: "a-1",
                field: .title,
                start: 0,
                end: 21,
                text: "North Korea fires “missile”/\\",
                rule: "launch.1"
            )
        ]
        return signal
    }()

    /// A signal of which nothing is known but the kind and the month.
    static let bare: Signal = {
        var signal = Signal(kind: "tech-transfer")
        signal.status = .expected
        signal.certainty = .possible
        signal.date = EventDate(year: 2024, month: 12)
        return signal
    }()

    /// A reference in which everything is said.
    static let reference: ArticleReference = {
        var reference = ArticleReference(id: "a-1")
        reference.version = "2"
        reference.url = "https://example.org/a/1"
        reference.title = "North Korea fires missile"
        reference.source = "Harbour Wire"
        reference.publisher = "Harbour"
        reference.publishedAt = "2025-01-07"
        return reference
    }()

    /// Alerts from full to bare, and one of every change, status and severity.
    static let alerts: [Alert] = {
        var alerts = [
            Alert(id: "e-1", signal: full, article: reference, seen: "2025-01-07T00:00:00Z"),
            Alert(id: "e-2", signal: bare, article: ArticleReference(id: "x"), seen: "2025-01-07T09:30:15.250Z"),
        ]
        for change in Alert.Change.allCases {
            var alert = alerts[0]
            alert.change = change
            alert.revision = 7
            alert.related = ["e-0"]
            alerts.append(alert)
        }
        for status in Signal.Status.allCases {
            var alert = alerts[1]
            alert.signal.status = status
            alerts.append(alert)
        }
        for severity in Severity.allCases {
            var alert = alerts[1]
            alert.signal.severity = severity
            alert.signal.date = EventDate(year: 2024)
            alerts.append(alert)
        }
        return alerts
    }()

    /// Reports with everything and with nothing.
    static let reports: [Report] = [
        Report(
            kind: "missile-launch",
            article: reference,
            signature: "00ff00ff00ff00ff",
            origin: Origin(topic: "articles", partition: 0, offset: 12),
            signals: [full]
        ),
        Report(
            kind: "tech-transfer",
            article: ArticleReference(id: "x"),
            signature: "0000000000000000",
            origin: nil,
            signals: [bare, bare]
        ),
        Report(
            kind: "tech-transfer",
            article: ArticleReference(id: "x"),
            signature: "0000000000000000",
            origin: nil,
            signals: []
        ),
    ]

    /// States of events: one of which all is known, and one of which nothing is.
    static let events: [EventState] = {
        var state = EventState(id: "e-1", kind: "missile-launch")
        state.revision = 2
        state.updatedAt = Timestamp(milliseconds: 1_736_242_215_000)
        state.supports = [
            Support(
                article: ArticleReference(id: "a-1"),
                signature: TextSignature(bits: 0x0123_4567_89AB_CDEF),
                origin: Origin(topic: "articles", partition: 1, offset: 2),
                seen: Timestamp(milliseconds: 1_736_242_215_000),
                writers: [1, 2],
                source: 0,
                reading: 0,
                confidence: 0.87
            )
        ]
        state.readings = [full]
        state.claims = full.claims
        state.evidence = full.evidence
        state.announced = Announcement(full, sources: 1)
        state.revisionTimes = [state.updatedAt, state.updatedAt]
        state.due = state.updatedAt
        state.related = ["e-0"]
        return [state, EventState(id: "e-2", kind: "k")]
    }()
}
