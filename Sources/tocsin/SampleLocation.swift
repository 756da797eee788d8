import Foundation
import Rules

/// Where the sample articles lie: `share/tocsin/seeds` beside the executable's folder, then `seeds` found upward.
enum SampleLocation {
    /// The files of sample articles in `folder`, or in the first usual place that has any, in order of their names.
    static func files(in folder: String? = nil) throws(NoSamples) -> [String] {
        let places = folder.map { [$0] } ?? candidates(executable: PackLocation.executablePath())
        for place in places {
            let names = (try? FileManager.default.contentsOfDirectory(atPath: place)) ?? []
            let files = names.filter { $0.hasSuffix(".jsonl") }.sorted().map { place + "/" + $0 }
            if !files.isEmpty { return files }
        }
        throw NoSamples(tried: places)
    }

    /// The folders to try for an executable at that path, in order.
    static func candidates(executable: String?) -> [String] {
        guard let executable else { return [] }
        var folder = (executable as NSString).deletingLastPathComponent
        var places = [folder + "/../share/tocsin/seeds"]
        while folder != "/", !folder.isEmpty {
            places.append(folder + "/seeds")
            folder = (folder as NSString).deletingLastPathComponent
        }
        return places
    }
}

/// There are no sample articles.
struct NoSamples: Error, CustomStringConvertible {
    let tried: [String]

    var description: String {
        "no sample articles (*.jsonl) in \(tried.joined(separator: ", ")); name a folder with --seeds"
    }
}
