import Foundation
import Testing

@testable import Formats

/// Real messages against the shipped schemas, judged by Python's `jsonschema`.
@Suite struct MessageSchemaTests {
    @Test func alerts_satisfyTheirSchema() throws {
        let verdicts = try judge(MessageSchema.alert, Samples.alerts.map { try MessageJSON.encode($0) })
        #expect(verdicts.count == Samples.alerts.count)
        #expect(verdicts.allSatisfy { $0.isEmpty }, "\(verdicts)")
    }

    @Test func reports_satisfyTheirSchema() throws {
        let verdicts = try judge(MessageSchema.report, Samples.reports.map { try MessageJSON.encode($0) })
        #expect(verdicts.count == Samples.reports.count)
        #expect(verdicts.allSatisfy { $0.isEmpty }, "\(verdicts)")
    }

    @Test func events_satisfyTheirSchema() throws {
        let verdicts = try judge(MessageSchema.event, Samples.events.map { try MessageJSON.encode($0) })
        #expect(verdicts.count == Samples.events.count)
        #expect(verdicts.allSatisfy { $0.isEmpty }, "\(verdicts)")
    }

    @Test func articles_satisfyTheirSchema() throws {
        let good = [
            #"{"id":"a","url":"https://example.org","title":"T","body":"B","source":"S","published_at":"2025-01-07"}"#,
            #"{"id":7,"title":"T","published_at":1736242215,"version":2,"pubstatus":"canceled","language":"en"}"#, "{}",
        ]
        let bad = [#"{"headline":"x"}"#, #"{"title":5}"#, #"{"pubstatus":"lost"}"#, #"{"id":true}"#]
        let verdicts = try judge(MessageSchema.article, (good + bad).map { Array($0.utf8) })
        #expect(verdicts.map(\.isEmpty) == good.map { _ in true } + bad.map { _ in false })
    }

    /// The schema must bite: one change to a sound message, one complaint.
    @Test(
        arguments: [
            (#""revision":1"#, #""revision":0"#), (#""change":"new""#, #""change":"novel""#),
            (#""id":"e-1""#, #""id":1"#),
            (#""severity":"severe""#, #""severity":"bad""#), (#""confidence":0.87"#, #""confidence":1.5"#),
            (#""date":"2025-01-06""#, #""date":"Monday""#), (#""schema":"tocsin.alert/1""#, #""schema":"x""#),
            (#""role":"launch""#, #""role":"pad""#), (#""headline":"#, #""hedline":"#),
            (#""latitude":39.02"#, #""latitude":390"#),
            (#""first_seen":"2025-01-07T00:00:00Z""#, #""first_seen":"today""#),
            (#""status":"occurred""#, #""status":"done""#),
        ])
    func alertSchema_refusesAWrongMessage(_ sound: String, _ wrong: String) throws {
        let json = String(decoding: try MessageJSON.encode(Samples.alerts[0]), as: UTF8.self)
        try #require(json.contains(sound))
        let changed = json.replacing(sound, with: wrong, maxReplacements: 1)
        let verdicts = try judge(MessageSchema.alert, [Array(changed.utf8)])
        #expect(verdicts.count == 1 && verdicts.allSatisfy { !$0.isEmpty })
    }

    @Test(arguments: [MessageSchema.alert, MessageSchema.report, MessageSchema.event, MessageSchema.article])
    func schema_describesEveryMember(_ schema: String) throws {
        let document = try #require(try JSONSerialization.jsonObject(with: Data(schema.utf8)) as? [String: Any])
        let definitions = document["$defs"] as? [String: Any] ?? [:]
        for object in [document] + definitions.values.compactMap({ $0 as? [String: Any] }) {
            #expect(object["additionalProperties"] as? Bool == false)
            let properties = try #require(object["properties"] as? [String: [String: Any]])
            for (name, property) in properties {
                let description = try #require(property["description"] as? String, "\(name)")
                #expect(description.hasSuffix("."), "\(name)")
            }
        }
    }

    @Test func asyncAPI_refersToNothingThatIsNotThere() throws {
        let document = try #require(
            try JSONSerialization.jsonObject(with: Data(AsyncAPI.document.utf8)) as? [String: Any]
        )
        #expect(document["asyncapi"] as? String == "3.0.0")
        let references = AsyncAPI.document.matches(of: /"\$ref": "#\/((?:channels|components)[^"]*)"/).map(\.output.1)
        #expect(references.count == 23)
        for reference in references {
            var place: Any? = document
            for name in reference.split(separator: "/") { place = (place as? [String: Any])?[String(name)] }
            #expect(place != nil, "\(reference)")
        }
    }

    // MARK: - The judge

    private static let script = """
        import json, sys
        from jsonschema import Draft202012Validator
        lines = sys.stdin.read().splitlines()
        schema = json.loads(lines[0])
        Draft202012Validator.check_schema(schema)
        validator = Draft202012Validator(schema)
        for line in lines[1:]:
            print("; ".join(sorted(e.json_path + ": " + e.message for e in validator.iter_errors(json.loads(line)))))
        """

    /// One line of complaints for each message, empty where it is sound.
    private func judge(_ schema: String, _ messages: [[UInt8]]) throws -> [String] {
        let oneLine = schema.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }.joined()
        let input = ([Array(oneLine.utf8)] + messages).joined(separator: [0x0A])
        var refusals: [String] = []
        for python in ["/usr/bin/python3", "/usr/local/bin/python3"] {
            guard FileManager.default.isExecutableFile(atPath: python) else { continue }
            let (status, output, error) = try run(python, Data(input))
            guard status == 0 else {
                refusals.append("\(python): \(error)")
                continue
            }
            return output.split(separator: "\n", omittingEmptySubsequences: false).dropLast().map(String.init)
        }
        Issue.record("python3-jsonschema is needed: \(refusals)")
        return []
    }

    private func run(_ python: String, _ input: Data) throws -> (status: Int32, output: String, error: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: python)
        process.arguments = ["-c", Self.script]
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        // Files, not pipes: a pipe that fills up while the other is read would stop both.
        let paths = ["in", "out", "err"].map { folder.appendingPathComponent($0) }
        try input.write(to: paths[0])
        try Data().write(to: paths[1])
        try Data().write(to: paths[2])
        process.standardInput = try FileHandle(forReadingFrom: paths[0])
        process.standardOutput = try FileHandle(forWritingTo: paths[1])
        process.standardError = try FileHandle(forWritingTo: paths[2])
        try process.run()
        process.waitUntilExit()
        return (
            process.terminationStatus, try String(contentsOf: paths[1], encoding: .utf8),
            try String(contentsOf: paths[2], encoding: .utf8)
        )
    }
}
