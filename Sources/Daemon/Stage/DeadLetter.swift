import Kafka

/// Makes dead letters: the message as it came, and headers that say why, where from and when.
///
/// | header | holds |
/// | --- | --- |
/// | `tocsin-reason` | a word from a closed set |
/// | `tocsin-detail` | one sentence for people, at most 1,000 bytes |
/// | `tocsin-topic`, `tocsin-partition`, `tocsin-offset` | where the message stood |
/// | `tocsin-timestamp` | its timestamp there, RFC 3339; left out where it had none |
/// | `tocsin-embargoed-until` | RFC 3339; only where it must not be used before, which is why it is dead |
/// | `tocsin-truncated` | `true` where something had to be cut |
/// | `tocsin-size`, `tocsin-sha256` | bytes and digest of the whole value, where it had to be cut |
/// | `tocsin-key-size` | bytes of the whole key, where it had to be cut |
/// | `tocsin-headers-dropped` | how many headers had to be left out |
enum DeadLetter {
    /// What is kept of a value that does not fit.
    static let truncatedBytes = 65_536
    /// What is kept of a key that does not fit.
    private static let keyBytes = 4096
    /// What is kept of the message's own headers, names and values, where they do not fit.
    private static let headerBytes = 16_384
    private static let detailBytes = 1000

    /// The dead letter of `message` for `topic`.
    static func record(of message: KafkaMessage, reason: String, detail: String, topic: String) -> KafkaRecord {
        // A dead letter that is replayed and fails again tells of its latest failure only.
        var headers = message.headers.filter { !$0.name.hasPrefix("tocsin-") }
        headers.append(KafkaHeader("tocsin-reason", reason))
        headers.append(KafkaHeader("tocsin-detail", shortened(detail)))
        headers.append(KafkaHeader("tocsin-topic", message.partition.topic))
        headers.append(KafkaHeader("tocsin-partition", String(message.partition.partition)))
        headers.append(KafkaHeader("tocsin-offset", String(message.offset)))
        if let milliseconds = message.timestampMilliseconds {
            headers.append(KafkaHeader("tocsin-timestamp", timestampText(milliseconds)))
        }
        return KafkaRecord(topic: topic, key: message.key, value: message.value, headers: headers)
    }

    /// The same dead letter with value, key and headers cut to what any broker takes; nil where nothing is to be cut.
    static func truncated(_ record: KafkaRecord) -> KafkaRecord? {
        var copy = record
        var notes: [KafkaHeader] = []
        if let value = record.value, value.count > truncatedBytes {
            copy.value = Array(value.prefix(truncatedBytes))
            notes.append(KafkaHeader("tocsin-size", String(value.count)))
            notes.append(KafkaHeader("tocsin-sha256", SHA256.hexadecimal(of: value)))
        }
        if let key = record.key, key.count > keyBytes {
            copy.key = Array(key.prefix(keyBytes))
            notes.append(KafkaHeader("tocsin-key-size", String(key.count)))
        }
        copy.headers = kept(of: record.headers)
        let dropped = record.headers.count - copy.headers.count
        if dropped > 0 { notes.append(KafkaHeader("tocsin-headers-dropped", String(dropped))) }
        guard !notes.isEmpty else { return nil }
        copy.headers += [KafkaHeader("tocsin-truncated", "true")] + notes
        return copy
    }

    /// Ours, and of the others those that fit.
    private static func kept(of headers: [KafkaHeader]) -> [KafkaHeader] {
        var room = headerBytes
        return headers.filter { header in
            guard !header.name.hasPrefix("tocsin-") else { return true }
            let size = header.name.utf8.count + (header.value?.count ?? 0)
            guard size <= room else { return false }
            room -= size
            return true
        }
    }

    /// `text` cut at a character so that it has at most `detailBytes` bytes.
    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > detailBytes else { return text }
        var result = ""
        for character in text {
            guard result.utf8.count + character.utf8.count <= detailBytes - 3 else { break }
            result.append(character)
        }
        return result + "…"
    }
}
