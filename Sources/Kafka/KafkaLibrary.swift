import CRdKafka

/// The version of librdkafka that this process runs on.
public struct KafkaLibrary: Sendable, Hashable, Comparable {
    /// Its three numbers.
    public let major, minor, patch: Int

    /// A version.
    public init(_ major: Int, _ minor: Int, _ patch: Int) {
        self.major = major
        self.minor = minor
        self.patch = patch
    }

    /// The one in use.
    public static var current: KafkaLibrary {
        // 0xMMmmrrxx: major, minor, revision, pre-release.
        let number = Int(rd_kafka_version())
        return KafkaLibrary(number >> 24 & 0xFF, number >> 16 & 0xFF, number >> 8 & 0xFF)
    }

    /// The order of releases.
    public static func < (left: KafkaLibrary, right: KafkaLibrary) -> Bool {
        (left.major, left.minor, left.patch) < (right.major, right.minor, right.patch)
    }
}

extension KafkaLibrary: CustomStringConvertible {
    /// As in "2.0.2".
    public var description: String { "\(major).\(minor).\(patch)" }
}
