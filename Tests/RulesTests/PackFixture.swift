import Foundation

@testable import Rules

/// The smallest pack there is (`Golden/pack`), copied to a folder of its own with some files replaced.
enum PackFixture {
    /// The folder of the golden files.
    static let golden = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden")

    /// The folder of the shipped pack.
    static let shipped = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("Config")

    /// Runs `body` on a copy of the pack in which `files` replace others; nil takes a file away.
    static func with<Result>(_ files: [String: Data?], _ body: (String) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("pack-\(UUID().uuidString)")
        try FileManager.default.copyItem(at: golden.appendingPathComponent("pack"), to: folder)
        defer { try? FileManager.default.removeItem(at: folder) }
        for (path, data) in files {
            let url = folder.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            if let data { try data.write(to: url) } else { try FileManager.default.removeItem(at: url) }
        }
        return try body(folder.path)
    }

    /// What is wrong with the pack once `files` are replaced, with the folder left out of the text.
    ///
    /// Files under `site` are those of a site's folder.
    static func complaint(_ files: [String: Data?]) throws -> String {
        try with(files) { folder in
            do {
                let site = folder + "/site"
                _ = try RuleSet.load(folder: folder, site: SourceFile.exists(site) ? site : nil)
                return "nothing is wrong\n"
            } catch {
                return "\(error)".replacingOccurrences(of: folder + "/", with: "") + "\n"
            }
        }
    }

    /// The pack with a site's folder of `files` laid over it.
    static func load(site files: [String: String] = [:]) throws -> RuleSet {
        let site = FileManager.default.temporaryDirectory.appendingPathComponent("site-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: site) }
        for (path, text) in files {
            let url = site.appendingPathComponent(path)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(),
                withIntermediateDirectories: true
            )
            try Data(text.utf8).write(to: url)
        }
        return try with([:]) { try RuleSet.load(folder: $0, site: files.isEmpty ? nil : site.path) }
    }
}
