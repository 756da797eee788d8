import Foundation

/// The smallest pack of the tests, copied to a folder of its own, with room for one file more at a time.
struct PackFiles {
    /// The files an input can stand for, by its first letter.
    static let paths = [
        "rules/launch.yaml", "rules/launch.tests.yaml", "lexicon/classes.tsv", "lexicon/parties.tsv",
        "lexicon/names.tsv", "lexicon/systems.tsv", "lexicon/places.tsv", "lexicon/en/terms.tsv",
        "lexicon/en/function.tsv", "lexicon/en/forms.tsv", "lexicon/en/words.tsv", "lexicon/en/predicates.tsv",
        "lexicon/en/cues.tsv", "lexicon/en/readings.tsv",
    ]
    private let folder: URL

    /// Copies the pack of the folder the fuzzer runs in.
    init() {
        let files = FileManager.default
        folder = files.temporaryDirectory.appendingPathComponent("fuzz-\(UUID().uuidString)")
        do {
            try files.createDirectory(at: folder, withIntermediateDirectories: true)
            let pack = URL(fileURLWithPath: "Tests/RulesTests/Golden/pack")
            try files.copyItem(at: pack, to: folder.appendingPathComponent("pack"))
            for part in ["rules", "lexicon/en"] {
                let part = folder.appendingPathComponent("site/" + part)
                try files.createDirectory(at: part, withIntermediateDirectories: true)
            }
        } catch {
            // The small pack is the fuzzer's own: that it cannot be written is no finding, and there is nobody to throw to.
            fatalError("\(error)")
        }
    }

    /// Calls `body` with the folders of the pack and of the site while `data` stands in one of them at `path`.
    func with(_ data: Data, at path: String, inSite: Bool, _ body: (_ pack: String, _ site: String) -> Void) {
        let pack = folder.appendingPathComponent("pack")
        let site = folder.appendingPathComponent("site")
        let place = (inSite ? site : pack).appendingPathComponent(path)
        let before = try? Data(contentsOf: place)
        do {
            try data.write(to: place)
            body(pack.path, site.path)
            if let before { try before.write(to: place) } else { try FileManager.default.removeItem(at: place) }
        } catch {
            // A pack left half changed would spoil every input after it.
            fatalError("\(error)")
        }
    }
}
