import Domain
import Kafka
import Logging
import Synchronization

/// Brings back the events of partitions that have become ours, on a thread and with clients of its own.
///
/// In this order, or something could be missed: first the group's committed offsets, which are not told as long as a
/// predecessor's transaction is open; then the end of the topic of events as of that moment; then all committed messages
/// up to there, waiting where an open transaction of somebody stands before it.
final class EventRestore: Sendable {
    /// What the stage's loop hears.
    enum News: Sendable {
        /// Some events of a partition.
        case events(Int32, [EventState])
        /// A partition is complete; so many partitions the topic of reports has.
        case complete(Int32, of: Int)
        /// It cannot be done.
        case failed(StageFailure)
    }

    /// News, with the number of the restore that they are of.
    let news = Mailbox<(restore: Int, news: News)>()
    private let settings: EventSettings
    private let waker: KafkaWaker
    private let logger: Logger
    private let current = Mutex(0)

    init(_ settings: EventSettings, waker: KafkaWaker, logger: Logger) {
        self.settings = settings
        self.waker = waker
        self.logger = logger
    }

    /// Begins with `partitions`; the number of this restore.
    ///
    /// Nobody waits for its end: it looks at every step whether it is still wanted.
    func begin(_ partitions: [Int32]) -> Int {
        let number = current.withLock { current in
            current += 1
            return current
        }
        let reading = EventReading(settings, partitions: partitions, logger: logger)
        do {
            try startThread(named: "restore") { [self] in
                do {
                    try reading.run(isWanted: { isWanted(number) }, tell: { tell(number, $0) })
                } catch let error as StageFailure {
                    tell(number, .failed(error))
                } catch {
                    tell(number, .failed(.events("\(error)")))
                }
            }
        } catch {
            tell(number, .failed(.thread(error)))
        }
        return number
    }

    /// Ends whatever is under way.
    func cancel() {
        current.withLock { $0 += 1 }
    }

    private func isWanted(_ number: Int) -> Bool {
        current.withLock { $0 == number }
    }

    private func tell(_ number: Int, _ message: News) {
        guard isWanted(number) else { return }
        news.put((number, message))
        waker.wake()
    }
}
