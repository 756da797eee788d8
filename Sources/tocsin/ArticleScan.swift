import Articles
import Correlation
import Domain
import Extraction
import Formats
import Foundation
import Rules
import Synchronization

/// What `scan` does with a batch of lines; the same on every worker.
struct ArticleScan: Sendable {
    /// What a batch came to.
    struct Outcome: Sendable {
        var output: [UInt8] = []
        var complaints = ""
        var articles = 0
        var unreadable = 0
        var findings = 0
        var muted = 0
        var blocked = 0
        /// What is to be correlated when all is read.
        var reports: [Replay.Entry] = []
    }

    let decoder: ArticleDecoder
    let extractor: Extractor
    let output: ScanCommand.Output
    let correlates: Bool
    let now: Timestamp

    /// Reads every line of the batch.
    func scan(_ batch: LineReader.Batch) -> Outcome {
        var outcome = Outcome()
        for line in batch.lines {
            guard let range = line.range else {
                let limit = "the line exceeds \(decoder.limits.bytes) bytes"
                complain(DecodeFailure(.tooLarge, limit), batch.file, line.number, &outcome)
                continue
            }
            scan(batch.bytes[range], batch.file, line.number, &outcome)
        }
        return outcome
    }

    private func scan(_ line: ArraySlice<UInt8>, _ file: String, _ number: Int, _ outcome: inout Outcome) {
        guard line.contains(where: { $0 > 0x20 }) else { return }
        let carrier = Carrier(.line(file: file, number: number), now: now)
        switch line.withUnsafeBufferPointer({ decoder.decode($0, carrier: carrier) }) {
        case .tombstone: return
        case .failure(let failure): complain(failure, file, number, &outcome)
        case .article(let article):
            outcome.articles += 1
            do {
                try write(article, &outcome)
            } catch {
                standardError("\(file):\(number): cannot write the result: \(error)\n")
            }
        }
    }

    private func write(_ article: Article, _ outcome: inout Outcome) throws {
        // What is withdrawn says nothing any more.
        let findings = article.status == .usable ? extractor.findings(article) : Findings()
        let signals = findings.signals
        outcome.muted += findings.mutedCount
        outcome.blocked += findings.isBlocked ? 1 : 0
        guard output != .signals else {
            outcome.findings += signals.count
            outcome.output += try SignalLine.encode(article: article, signals: signals)
            return
        }
        guard correlates || !signals.isEmpty else { return }
        let reports = Report.byKind(
            signals,
            kinds: correlates ? extractor.rules.kinds.map(\.kind) : [],
            article: ArticleReference(article),
            signature: TextSignature(article).description,
            origin: nil
        )
        if output == .reports {
            for report in reports { outcome.output += try MessageJSON.encode(report) + [0x0A] }
            return
        }
        guard !correlates else {
            outcome.findings += signals.count
            outcome.reports.append(Replay.Entry(published: article.publishedAt?.timestamp, reports: reports))
            return
        }
        // Without --correlate every article is looked at for itself.
        var correlator = Correlator(settings: CorrelationSettings(), classes: ClassRelation(parents: [:]))
        let time = article.publishedAt?.timestamp ?? now
        for case .publish(let alert) in reports.flatMap({ correlator.take($0, now: time) }) {
            outcome.findings += 1
            outcome.output += try output.written(alert)
        }
    }

    private func complain(_ failure: DecodeFailure, _ file: String, _ number: Int, _ outcome: inout Outcome) {
        outcome.unreadable += 1
        outcome.complaints += TerminalText.escaped("\(file):\(number): \(failure)") + "\n"
    }
}

/// Takes the outcomes of batches in order: output, complaints, progress, counts.
///
/// Called by one thread at a time, as `OrderedWork` promises; the lock is what proves it to the compiler.
final class ScanSink: Sendable {
    private struct State {
        var articles = 0
        var unreadable = 0
        var findings = 0
        var muted = 0
        var blocked = 0
        var reports: [Replay.Entry] = []
        var hasFailed = false
        var lastShown = Date.distantPast
        var isShown = false
    }

    private let state = Mutex(State())
    private let showsProgress = isatty(STDERR_FILENO) == 1 && isatty(STDOUT_FILENO) == 0

    /// Writes what a batch came to.
    func take(_ outcome: ArticleScan.Outcome) {
        state.withLock { state in
            if !outcome.complaints.isEmpty {
                erase(&state)
                standardError(outcome.complaints)
            }
            if !outcome.output.isEmpty { standardOutput(outcome.output) }
            state.articles += outcome.articles
            state.unreadable += outcome.unreadable
            state.findings += outcome.findings
            state.muted += outcome.muted
            state.blocked += outcome.blocked
            state.reports += outcome.reports
            show(&state)
        }
    }

    /// Reports a file that could not be read to its end.
    func fail(_ complaint: String) {
        state.withLock { state in
            erase(&state)
            standardError(TerminalText.escaped(complaint) + "\n")
            state.hasFailed = true
        }
    }

    /// What is to be correlated, in the order of the input.
    var reports: [Replay.Entry] { state.withLock { $0.reports } }

    /// Ends the progress line, reports unreadable lines and what was silenced, and returns the counts.
    func finish() -> (articles: Int, unreadable: Int, failed: Bool) {
        state.withLock { state in
            erase(&state)
            if state.unreadable > 0 {
                let lines = state.unreadable + state.articles
                standardError("tocsin: \(state.unreadable) of \(lines) lines could not be read\n")
            }
            if state.muted + state.blocked > 0 {
                standardError(
                    "tocsin: \(state.muted) signals were muted, and \(state.blocked) articles of blocked sources not read\n"
                )
            }
            return (state.articles, state.unreadable, state.hasFailed)
        }
    }

    private func show(_ state: inout State) {
        guard showsProgress, Date().timeIntervalSince(state.lastShown) > 0.2 else { return }
        state.lastShown = Date()
        state.isShown = true
        standardError("\r\u{1B}[K\(state.articles) articles, \(state.findings) found, \(state.unreadable) unreadable")
    }

    private func erase(_ state: inout State) {
        guard state.isShown else { return }
        state.isShown = false
        standardError("\r\u{1B}[K")
    }
}
