import Domain
import Foundation
import Testing

@testable import Formats

@Suite struct MessageJSONTests {
    @Test(arguments: Samples.events)
    func event_comesBackAsItWas(_ state: EventState) throws {
        let bytes = try MessageJSON.encode(state)
        #expect(try MessageJSON.decodeEvent(bytes) == state)
        #expect(bytes.withUnsafeBufferPointer { EventReader.read($0) } == state)
        #expect(try JSONDecoder().decode(EventState.self, from: Data(bytes)) == state)
    }

    /// The fast way knows what it wrote and nothing else; whatever it is given, it ends.
    @Test func brokenEvent_isLeftToTheDecoderThatCanTell() throws {
        let bytes = try MessageJSON.encode(Samples.events[0])
        for end in 0..<bytes.count {
            let isRead = bytes[..<end].withUnsafeBufferPointer { EventReader.read($0) } != nil
            #expect(!isRead)
        }
        // A byte of a longer character is left alone: the fast way mends broken UTF-8, the other refuses it.
        for position in stride(from: 0, to: bytes.count, by: 3) where bytes[position] < 0x80 {
            var other = bytes
            other[position] = UInt8(ascii: "}")
            let fast = other.withUnsafeBufferPointer { EventReader.read($0) }
            guard let fast else { continue }
            #expect(try JSONDecoder().decode(EventState.self, from: Data(other)) == fast)
        }
        for (sound, wrong) in [
            (#""schema":"tocsin.event/1""#, #""schema":"tocsin.event/2""#), (#""revision":2"#, #""revision":"2""#),
            (#""kind""#, #""sort""#),
        ] {
            let text = String(decoding: bytes, as: UTF8.self).replacing(sound, with: wrong, maxReplacements: 1)
            #expect(throws: DecodingError.self) { try MessageJSON.decodeEvent(Array(text.utf8)) }
        }
    }

    @Test(arguments: Samples.alerts)
    func alert_survivesTheWay(_ alert: Alert) throws {
        #expect(try MessageJSON.decodeAlert(try MessageJSON.encode(alert)) == alert)
    }

    @Test(arguments: Samples.reports)
    func report_survivesTheWay(_ report: Report) throws {
        #expect(try MessageJSON.decodeReport(try MessageJSON.encode(report)) == report)
    }

    @Test func encode_givesEqualBytesForEqualValues() throws {
        let bytes = try MessageJSON.encode(Samples.alerts[0])
        for _ in 0..<10 { #expect(try MessageJSON.encode(Samples.alerts[0]) == bytes) }
    }

    @Test func encode_writesTheFieldsOfTheDesign() throws {
        let json = String(decoding: try MessageJSON.encode(Samples.alerts[0]), as: UTF8.self)
        #expect(json.hasPrefix(#"{"actor":[{"id":"PRK","name":"North Korea"}],"altitude_km":99.8,"#))
        for part in [
            #""schema":"tocsin.alert/1""#, #""confidence":0.87"#, #""date":"2025-01-06""#, #""count":1,"#,
            #""distance_km":1100,"#,
            #""url":"https://example.org/a/1""#, #""first_seen":"2025-01-07T00:00:00Z""#, #""denied_by":[{"id":"RUS""#,
            #""text":"North Korea fires “missile”/\\""#,
        ] {
            #expect(json.contains(part), "\(part) in \(json)")
        }
    }

    @Test func decode_refusesOtherSchemas() throws {
        let report = try MessageJSON.encode(Samples.reports[0])
        #expect(throws: UnknownSchema(found: "tocsin.report/1", expected: "tocsin.alert/1")) {
            try MessageJSON.decodeAlert(report)
        }
        #expect(throws: DecodingError.self) { try MessageJSON.decodeAlert(Array("{}".utf8)) }
        #expect(throws: DecodingError.self) { try MessageJSON.decodeReport(Array("nonsense".utf8)) }
    }

    @Test func headers_areCloudEventsInBinaryMode() {
        var alert = Samples.alerts[0]
        alert.revision = 3
        alert.change = .update
        let headers = alert.headers(source: "/tocsin/host-1", time: Timestamp(milliseconds: 1_736_242_215_000))
        #expect(
            headers == [
                MessageHeader("ce_specversion", "1.0"), MessageHeader("ce_id", "e-1/3"),
                MessageHeader("ce_source", "/tocsin/host-1"), MessageHeader("ce_type", "tocsin.alert.missile-launch"),
                MessageHeader("ce_subject", "e-1"), MessageHeader("ce_time", "2025-01-07T09:30:15Z"),
                MessageHeader("content-type", "application/json"), MessageHeader("tocsin-severity", "severe"),
                MessageHeader("tocsin-change", "update"),
            ]
        )
    }

    @Test func signalLine_hasPlainIDsAndNulls() throws {
        let article = Article(id: "a-\"1\"")
        let line = String(decoding: try SignalLine.encode(article: article, signals: [Samples.full]), as: UTF8.self)
        #expect(line.hasPrefix(#"{"article_id":"a-\"1\"","signals":[{"actor":["PRK"],"#))
        #expect(line.hasSuffix("]}\n"))
        for part in [#""recipient":["JPN"]"#, #""denied_by":["RUS"]"#, #""object":"irbm""#, #""date":"2025-01-06""#] {
            #expect(line.contains(part))
        }
        let bare = String(
            decoding: try SignalLine.encode(article: article, signals: [Signal(kind: "x")]),
            as: UTF8.self
        )
        #expect(bare.contains(#""actor":[]"#) && bare.contains(#""object":null"#) && bare.contains(#""date":null"#))
        let empty = String(decoding: try SignalLine.encode(article: Article(id: "e"), signals: []), as: UTF8.self)
        #expect(empty == "{\"article_id\":\"e\",\"signals\":[]}\n")
    }
}
