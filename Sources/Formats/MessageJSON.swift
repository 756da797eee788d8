public import Domain
internal import Foundation

/// The JSON of the messages Tocsin writes, and back.
///
/// Members are in alphabetical order, so equal values are equal bytes.
public enum MessageJSON {
    /// The value of the message on the alerts topic.
    public static func encode(_ alert: Alert) throws -> [UInt8] {
        try bytes(alert)
    }

    /// The value of the message on the signals topic.
    public static func encode(_ report: Report) throws -> [UInt8] {
        try bytes(report)
    }

    /// The value of the message on the events topic.
    public static func encode(_ state: EventState) throws -> [UInt8] {
        try bytes(state)
    }

    /// Reads an alert back.
    ///
    /// - Throws: `DecodingError` that names the field, or `UnknownSchema` for a version of the shape that is not known.
    public static func decodeAlert(_ bytes: some Sequence<UInt8>) throws -> Alert {
        let data = Data(bytes)
        try check(data, is: Alert.schema)
        return try JSONDecoder().decode(Alert.self, from: data)
    }

    /// Reads a report back.
    ///
    /// - Throws: `DecodingError` that names the field, or `UnknownSchema` for a version of the shape that is not known.
    public static func decodeReport(_ bytes: some Sequence<UInt8>) throws -> Report {
        let data = Data(bytes)
        try check(data, is: Report.schema)
        return try JSONDecoder().decode(Report.self, from: data)
    }

    /// Reads the state of an event back.
    ///
    /// - Throws: `DecodingError` that names the field; another version of the shape is one in the field `schema`.
    public static func decodeEvent(_ bytes: some Sequence<UInt8>) throws -> EventState {
        // What is not wholly as this version writes it goes to the decoder that can say what is wrong.
        let read = bytes.withContiguousStorageIfAvailable { EventReader.read($0) } ?? nil
        return try read ?? JSONDecoder().decode(EventState.self, from: Data(bytes))
    }

    static func bytes(_ value: some Encodable) throws -> [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return [UInt8](try encoder.encode(value))
    }

    private struct Versioned: Decodable {
        var schema: String
    }

    private static func check(_ data: Data, is expected: String) throws {
        let found = try JSONDecoder().decode(Versioned.self, from: data).schema
        guard found == expected else { throw UnknownSchema(found: found, expected: expected) }
    }
}

/// A message of another shape, or of another version of it.
public struct UnknownSchema: Error, Sendable, Hashable, CustomStringConvertible {
    /// What the message says.
    public let found: String
    /// What is read here.
    public let expected: String

    /// One sentence that names both.
    public var description: String {
        "the message has schema '\(found)', this reads '\(expected)'"
    }
}
