import ArgumentParser
import Articles
import Daemon
import Domain
import Formats
import Foundation
import Kafka
import Logging
import Synchronization

/// The play of `tocsin demo`, once broker and daemon stand.
struct Demo: Sendable {
    let settings: Configuration
    let daemon: TocsinDaemon
    let articles: [[UInt8]]
    /// Articles a second; 0 is as fast as they go.
    let speed: Double

    private let shown = Progress()

    init(settings: Configuration, daemon: TocsinDaemon, articles: [[UInt8]], speed: Double) {
        self.settings = settings
        self.daemon = daemon
        self.articles = articles
        self.speed = speed
    }

    /// Runs until a signal, or where asked until every article is accounted for.
    func run(endsWhenDone: Bool) async throws {
        greet()
        let progress = shown
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                // However the daemon ends, the others have nothing left to do.
                defer { progress.end() }
                try await daemon.run()
            }
            group.addTask { try await show() }
            group.addTask { try await play(endsWhenDone: endsWhenDone) }
            try await group.waitForAll()
        }
        try conclude()
    }

    private func play(endsWhenDone: Bool) async throws {
        guard let extract = daemon.stage(.extract), let correlate = daemon.stage(.correlate),
            await extract.wait(until: { $0.isReady }), await correlate.wait(until: { $0.isReady })
        else { return }
        try await runOnThread(named: "feed") { try feed() }
        guard await extract.wait(until: { $0.finished >= articles.count }) else { return }
        let reports = extract.counters.outputs
        guard await correlate.wait(until: { $0.finished >= reports }) else { return }
        await shown.wait(until: correlate.counters.outputs)
        guard !endsWhenDone else { return await daemon.stop() }
        standardOutput("All \(articles.count) sample articles are through. Still serving; Ctrl-C ends.\n\n")
    }

    /// Produces the articles at the asked pace, saying which one goes in.
    private func feed() throws {
        let producer = try KafkaProducer(client) { _ in }
        defer { _ = producer.close() }
        let topic = settings.input.topics[0]
        try producer.warm(topic: topic)
        let decoder = ArticleDecoder()
        let start = ContinuousClock.now
        for (index, article) in articles.enumerated() {
            if speed > 0 {
                let due = start + .seconds(Double(index) / speed)
                while !shown.hasEnded, ContinuousClock.now < due { producer.poll(timeoutMilliseconds: 20) }
            }
            guard !shown.hasEnded else { return }
            announce(article, decoder)
            let record = KafkaRecord(topic: topic, value: article)
            try producer.send(record, timeoutMilliseconds: 10_000)
        }
        try producer.flush(timeoutMilliseconds: 10_000)
    }

    private func announce(_ message: [UInt8], _ decoder: ArticleDecoder) {
        guard speed > 0, speed <= 50, case .article(let article) = decoder.decode(message) else { return }
        let line = "· \(article.text(article.source)): \(article.text(article.title))"
        standardOutput(dim(TerminalText.escaped(line)) + "\n")
    }

    /// Prints the alerts as they come.
    private func show() async throws {
        let feed = AlertFeed(client: client, topic: settings.output.alerts)
        try await runOnThread(named: "show") {
            try feed.read(from: .beginning) { item in
                switch item {
                case .alert(let alert, _):
                    standardOutput(alertText().describe(alert) + "\n\n")
                    shown.count()
                case .unreadable(let reason, _):
                    standardError(TerminalText.escaped("tocsin: not an alert: \(reason)") + "\n")
                    shown.count()
                case .pause: break
                }
                return !shown.hasEnded
            }
        }
    }

    private func greet() {
        let broker = settings.kafka.bootstrap.joined(separator: ",")
        let (input, output) = (settings.input.topics[0], settings.output.alerts)
        let article = #"{"title":"Sample","body":"North Korea fired a ballistic missile toward the sea on Monday."}"#
        standardOutput(
            """
            Tocsin demo: a Kafka broker in this process at \(broker), reading topic '\(input)', alerting on '\(output)'.
            From another terminal, send an article and read the alerts:
              echo '\(article)' | kcat -P -b \(broker) -t \(input)
              kcat -C -q -b \(broker) -t \(output) -o beginning -f '%k %s\\n'
              tocsin tail --bootstrap \(broker) --follow

            Joining the group takes the embedded broker 3 seconds; then \(articles.count) sample articles go in.


            """
        )
    }

    /// Prints the counts; a record that is not accounted for is a failure.
    private func conclude() throws {
        guard let read = daemon.stage(.extract)?.counters, let joined = daemon.stage(.correlate)?.counters else {
            return
        }
        standardOutput(
            """
            \(read.consumed) articles read: \(read.published) gave \(read.outputs) reports, \
            \(read.unmatched) gave none, \(read.dead) dead letters, \(read.tombstones) without a value, \
            \(read.repeated) repeated, \(read.released) unfinished.
            \(joined.consumed) reports joined: \(joined.outputs) alerts, \(joined.dead) dead letters.

            """
        )
        guard read.isBalanced, joined.isBalanced else {
            standardError("tocsin: the counts do not add up\n")
            throw ExitCode.failure
        }
    }

    private var client: KafkaConfiguration {
        settings.reader(logger: Logger(label: "demo") { _ in SwiftLogNoOpLogHandler() })
    }

    private func dim(_ text: String) -> String {
        isatty(STDOUT_FILENO) == 1 && getenv("NO_COLOR") == nil ? "\u{1B}[2m\(text)\u{1B}[0m" : text
    }

    /// How many alerts have been shown, and whether the play is over.
    private final class Progress: Sendable {
        private struct State {
            var count = 0
            var hasEnded = false
            var waiters: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
        }

        private let state = Mutex(State())

        var hasEnded: Bool { state.withLock { $0.hasEnded } }

        func count() { change { $0.count += 1 } }

        func end() { change { $0.hasEnded = true } }

        /// Waits until `count` alerts are shown or the play is over.
        func wait(until count: Int) async {
            await withCheckedContinuation { continuation in
                change { $0.waiters.append((count, continuation)) }
            }
        }

        private func change(_ body: (inout State) -> Void) {
            let ready = state.withLock { state in
                body(&state)
                let (count, hasEnded) = (state.count, state.hasEnded)
                let ready = state.waiters.filter { hasEnded || $0.count <= count }
                state.waiters.removeAll { hasEnded || $0.count <= count }
                return ready.map(\.continuation)
            }
            for continuation in ready { continuation.resume() }
        }
    }
}
