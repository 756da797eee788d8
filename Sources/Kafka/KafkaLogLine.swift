/// One log line of librdkafka.
public struct KafkaLogLine: Sendable, Hashable {
    /// The syslog level: 0 emergency … 3 error, 4 warning, 5 notice, 6 info, 7 debug.
    public let level: Int
    /// librdkafka's short name for the event, as in "FAIL" or "CONFWARN".
    public let facility: String
    /// The line itself.
    public let message: String

    /// Makes a line from its parts.
    public init(level: Int, facility: String, message: String) {
        self.level = level
        self.facility = facility
        self.message = message
    }
}
