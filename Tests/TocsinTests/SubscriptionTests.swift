import Foundation
import TestSupport
import Testing

/// `tocsin tail` and `tocsin backfill` on what a daemon has published.
@Suite struct SubscriptionTests {
    /// One launch as four outlets tell it, and one of them that takes back what it said.
    private static let articles = [
        article("a1", "North Korea fired a missile on Monday, state radio said.", "Harbour Wire", "06:00"),
        article(
            "a2",
            "South Korea's military said on Monday that North Korea had fired a ballistic missile into the East Sea.",
            "Northgate Dispatch",
            "06:30"
        ),
        article(
            "a3",
            "A ballistic missile was launched by North Korea on Monday, Japan's Defence Ministry said.",
            "Quay Times",
            "07:00"
        ),
        article("a4", "Rain fell on the coast on Monday and more is to come.", "Quay Times", "08:00"),
    ]

    private static func article(_ id: String, _ body: String, _ source: String, _ time: String) -> String {
        #"{"id":"\#(id)","title":"","body":"\#(body)","source":"\#(source)","published_at":"2025-01-06T\#(time):00Z"}"#
    }

    /// A scene in which a daemon has published the three revisions of the launch, and has ended.
    private static func published() async throws -> Scene {
        let scene = try Scene("limits: {workers: 1}", partitions: 1)
        try await scene.produce(articles)
        try await with(scene.daemon()) { daemon in
            _ = try await scene.messages(3, of: scene.alerts)
            daemon.signal(SIGTERM)
            #expect(try await daemon.outcome().status == 0)
        }
        return scene
    }

    private func tail(_ arguments: String..., of scene: Scene) async throws -> Outcome {
        try await run(Project.tocsin, ["tail", "--config", scene.configuration] + arguments)
    }

    @Test func tail_showsAnEventInFull_andUpdatesByWhatTheyAdd() async throws {
        let scene = try await Self.published()
        let all = try await tail(of: scene)
        #expect(all.status == 0, "\(all.errors)")
        let heads = all.lines.filter { $0.hasPrefix("2025-01-06T") }
        #expect(heads.count == 3)
        let id = try #require(try Alerts(lines: try await tail("--json", of: scene).lines).first?.id)
        #expect(heads[0] == "2025-01-06T06:00:00Z  MODERATE  missile-launch  \(id)/1")
        #expect(all.lines[1] == "  North Korea fired a missile")
        let update =
            "2025-01-06T06:30:00Z  SEVERE  missile-launch  \(id)/2 (update)  North Korea fired a ballistic missile: "
        #expect(heads[1].hasPrefix(update + "+1 source, now confirmed by South Korea"))
        #expect(heads[1].contains("severity severe, was moderate, object ballistic, was missile"))
        #expect(heads[2].hasSuffix("North Korea fired a ballistic missile: +1 source, now confirmed by Japan"))
    }

    /// A reader who asks for severe news has not seen what led up to it.
    @Test(arguments: [["--severity", "severe"], ["--last", "2"]])
    func tail_showsInFull_whatItShowsFirst(arguments: [String]) async throws {
        let scene = try await Self.published()
        let outcome = try await run(Project.tocsin, ["tail", "--config", scene.configuration] + arguments)
        #expect(outcome.lines.first?.hasSuffix("/2 (update)") == true, "\(outcome.output)")
        #expect(outcome.lines.dropFirst().first == "  North Korea fired a ballistic missile")
        #expect(outcome.lines.last?.hasSuffix(": +1 source, now confirmed by Japan") == true)
    }

    /// What comes later is folded after what was there.
    @Test func tail_followsUpdates() async throws {
        let scene = try Scene("limits: {workers: 1}", partitions: 1)
        let follower = try Program(Project.tocsin, ["tail", "--config", scene.configuration, "--follow"])
        try await with(scene.daemon()) { _ in
            try await scene.produce(Self.articles)
            try await with(follower) { follower in
                let text = try await follower.output { $0.contains("now confirmed by Japan\n") }
                #expect(text.contains("now confirmed by South Korea"))
                follower.signal(SIGINT)
                #expect(try await follower.outcome().status == -SIGINT)
            }
        }
    }

    @Test func backfill_saysWhatIsNewKnownAndTooOld_andPublishesNothing() async throws {
        let scene = try await Self.published()
        let known = try await backfill(scene.configuration)
        #expect(known.status == 0, "\(known.errors)")
        #expect(known.lines.first?.hasPrefix("4 articles since 2025-01-01T00:00:00Z; 0 messages") == true)
        #expect(known.lines.first?.hasSuffix("1 event known before") == true)
        #expect(row(known) == ["missile-launch", "0", "0", "0", "0", "3", "0", "0"])
        #expect(known.lines.last == "nothing would be published")

        // The same articles where no event is known: as new as at first, or too old for that.
        let folder = try TemporaryFolder()
        let text = try String(contentsOfFile: scene.configuration, encoding: .utf8)
            .replacing("events: \(scene.events)", with: "events: \(try scene.broker.makeTopic("none"))")
        let fresh = try await backfill(try folder.write(text, to: "fresh.yaml"))
        #expect(row(fresh) == ["missile-launch", "1", "2", "0", "0", "0", "0", "0"])
        #expect(fresh.lines.contains("3 alerts would be published:"))
        #expect(fresh.lines.last?.hasSuffix("(update)  North Korea fired a ballistic missile") == true)
        let strict = text.replacing("max_age: 36500d", with: "max_age: 7d")
        let old = try await backfill(try folder.write(strict, to: "strict.yaml"))
        #expect(row(old) == ["missile-launch", "0", "0", "0", "0", "0", "3", "0"])
        #expect(old.output.contains("too old: published longer ago than input.max_age"))
        #expect(try await scene.count(of: scene.alerts) == 3)
        #expect(try await scene.count(of: scene.signals) == 3)
    }

    @Test func backfill_namesAStoredEventThatCannotBeRead() async throws {
        let scene = try Scene(partitions: 1)
        try await scene.produce([Array("no event".utf8)], to: scene.events)
        let outcome = try await backfill(scene.configuration)
        #expect(outcome.status == 65)
        #expect(outcome.errors.contains("the stored event 'key-0' cannot be read"))
    }

    private func backfill(_ configuration: String) async throws -> Outcome {
        try await run(Project.tocsin, ["backfill", "--config", configuration, "--from", "2025-01-01", "--dry-run"])
    }

    /// The cells of the row of launches.
    private func row(_ outcome: Outcome) -> [String] {
        outcome.lines.first { $0.hasPrefix("missile-launch") }?.split(separator: "  ")
            .map { $0.trimmingCharacters(in: .whitespaces) } ?? []
    }
}
