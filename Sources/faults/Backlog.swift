import ArgumentParser
import Kafka
import TestSupport

/// A large backlog and the memory it takes to work it off.
struct Backlog: Play {
    static let configuration = CommandConfiguration(abstract: "Work a large backlog off and watch the memory.")

    @OptionGroup var options: TheatreOptions

    @Option(help: "Megabytes of articles.")
    var megabytes = 2000

    @Option(help: "Bytes of an article.")
    var size = 4000

    @Option(help: "Bytes of one article in a thousand.")
    var largeSize = 900_000

    func play() throws {
        let theatre = try options.theatre()
        let count = try Feed.preload(theatre, bytes: megabytes * 1_000_000, size: size, largeSize: largeSize)
        say("\(count) articles, \(megabytes) MB, are in.")
        let instance = Instance(theatre, name: "backlog", isStatic: false)
        let start = ContinuousClock.now
        try instance.start()
        var peak = 0
        while ContinuousClock.now - start < .seconds(1800) {
            rest(.milliseconds(500))
            peak = max(peak, instance.memory()?.peak ?? 0)
            if try uncommitted(theatre, theatre.main).isEmpty { break }
        }
        let seconds = (ContinuousClock.now - start) / .seconds(1)
        _ = instance.stop()
        let counters = instance.lastCounters(of: "extract")
        say(
            """
            \(counters["consumed"] ?? 0) articles in \(Int(seconds)) s, \(Int(Double(megabytes) / seconds)) MB/s; \
            peak memory \(peak / 1_000_000) MB; \(counters["pauses"] ?? 0) pauses
            """
        )
    }
}
