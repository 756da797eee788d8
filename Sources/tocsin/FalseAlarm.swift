import Domain
import Formats
import Foundation
import Rules

/// An alert that should not have been given, from a file or standard input.
struct FalseAlarm {
    let alert: Alert

    /// Reads the alert of `file`; of several, the one with `id`.
    ///
    /// What is wrong goes to standard error and ends the command.
    static func read(_ file: String, id: String?) throws -> FalseAlarm {
        let name = file == "-" ? "stdin" : file
        let data = file == "-" ? try FileHandle.standardInput.readToEnd() : FileManager.default.contents(atPath: file)
        guard file == "-" || data != nil else {
            standardError("tocsin: \(file): cannot be read\n")
            throw ExitStatus.ioFailed.exit
        }
        do throws(Unusable) {
            return FalseAlarm(alert: try choose(try alerts(data ?? Data()), id: id))
        } catch {
            standardError("tocsin: \(name): \(error.reason)\n")
            throw ExitStatus.badData.exit
        }
    }

    /// Why a file gives no alert to work on.
    private struct Unusable: Error {
        let reason: String
    }

    /// The alerts of a file: one JSON text over any number of lines, or one a line.
    private static func alerts(_ data: Data) throws(Unusable) -> [Alert] {
        if let alert = try? MessageJSON.decodeAlert(data) { return [alert] }
        let lines = data.split(separator: 0x0A).filter { line in line.contains { $0 > 0x20 } }
        guard !lines.isEmpty else { throw Unusable(reason: "holds nothing; an alert as JSON is needed") }
        var alerts: [Alert] = []
        for line in lines {
            do {
                alerts.append(try MessageJSON.decodeAlert(line))
            } catch {
                throw Unusable(reason: reason(error, lines.count > 1 ? Array(line) : Array(data)))
            }
        }
        return alerts
    }

    private static func reason(_ error: any Error, _ bytes: [UInt8]) -> String {
        let value = try? JSONSerialization.jsonObject(with: Data(bytes))
        guard let members = value as? [String: Any] else { return "is not an alert: it is no JSON object" }
        if members["article_id"] != nil {
            return "is a line of --output signals, which has no passages: give the alert (--output alerts)"
        }
        switch error {
        case let error as UnknownSchema: return "is not an alert: \(error)"
        case DecodingError.keyNotFound(let key, _): return "is not an alert: it has no member '\(key.stringValue)'"
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            let path = context.codingPath.map { $0.intValue.map(String.init) ?? $0.stringValue }.joined(separator: "/")
            return "is not an alert: '\(path)' does not have the form it must have (tocsin schema alert)"
        default: return "is not an alert: \(error)"
        }
    }

    private static func choose(_ alerts: [Alert], id: String?) throws(Unusable) -> Alert {
        if let id {
            guard let alert = alerts.last(where: { $0.id == id }) else {
                throw Unusable(reason: "holds no alert with the id '\(id)'")
            }
            return alert
        }
        // Several revisions of one event are one alarm; the latest knows most.
        guard let last = alerts.last, alerts.allSatisfy({ $0.id == last.id }) else {
            let ids = alerts.prefix(5).map { "\($0.id) (\($0.signal.kind))" }.joined(separator: ", ")
            let more = alerts.count > 5 ? ", …" : ""
            throw Unusable(reason: "holds \(alerts.count) alerts; say which with --id: \(ids)\(more)")
        }
        return last
    }

    /// The alarm as a text that must not match: the passages of the article it was first seen in.
    func test(because: String) throws -> RuleTestFile.MustNotMatch {
        let passages = alert.signal.evidence
        guard let article = passages.first?.article else {
            standardError("tocsin: the alert \(alert.id) quotes no passage to make a test of\n")
            throw ExitStatus.badData.exit
        }
        let reference = alert.articles.first { $0.id == article }
        let ofArticle = passages.filter { $0.article == article }
        let title = ofArticle.contains { $0.field == .title } ? reference?.title ?? joined(ofArticle, .title) : ""
        let published = reference?.publishedAt.map { String($0.prefix(10)) }
        let source = reference?.source.map { ", \($0)" } ?? ""
        return RuleTestFile.MustNotMatch(
            title: title,
            text: joined(ofArticle, .body),
            published: published.flatMap { EventDate($0)?.day == nil ? nil : $0 },
            because: because,
            origin: "A false alarm: \(alert.id), article \(article)\(source)."
        )
    }

    /// The passages of a field in order, each as a sentence, none of them twice.
    private func joined(_ passages: [Evidence], _ field: Evidence.Field) -> String {
        var end = 0
        var sentences: [String] = []
        for passage in passages.filter({ $0.field == field }).sorted(by: { ($0.start, -$0.end) < ($1.start, -$1.end) })
        where passage.end > end {
            end = passage.end
            let text = passage.text.trimmingCharacters(in: .whitespacesAndNewlines)
            let isEnded = text.last.map { ".!?".contains($0) } ?? true
            sentences.append(field == .title || isEnded ? text : text + ".")
        }
        return sentences.joined(separator: " ")
    }
}
