import Domain
import Glibc

/// The present, as Kafka counts time.
func wallClock() -> Timestamp {
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    return Timestamp(milliseconds: Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000)
}

/// A Kafka timestamp as RFC 3339.
func timestampText(_ milliseconds: Int64) -> String {
    Timestamp(milliseconds: milliseconds).description
}

extension Duration {
    /// Whole milliseconds, for C and for the log.
    var milliseconds: Int {
        Int(self / .milliseconds(1))
    }
}
