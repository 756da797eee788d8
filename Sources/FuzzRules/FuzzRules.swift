import Domain
import Extraction
import Foundation
import Rules

/// Any text in the place of any file of a pack: called by libFuzzer.
///
/// The first byte says which file of a small pack the rest takes the place of; a capital puts it into a site's folder
/// instead. Loading it must give rules or diagnostics. Rules that load must read any article.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzRules(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let first = input.first else { return 0 }
    let isSite = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(first)
    let path = PackFiles.paths[Int(first | 0x20) % PackFiles.paths.count]
    Target.pack.with(Data(input.dropFirst()), at: path, inSite: isSite) { folder, site in
        do throws(PackError) {
            let rules = try RuleSet.load(folder: folder, site: isSite ? site : nil)
            read(articles, with: Extractor(rules: rules))
        } catch {
            precondition(!error.diagnostics.isEmpty, "refused without a reason")
            precondition(!error.description.isEmpty)
        }
    }
    return 0
}

private enum Target {
    static let pack = PackFiles()
}

private let articles = [
    "North Korea fired two ballistic missiles at Japan on Monday, officials in Seoul said. It denied the launch.",
    "The launch of a missile by Japan was planned. Kim Jong Un's forces launched rockets near Tokyo in 2019.",
]

private func read(_ texts: [String], with extractor: Extractor) {
    _ = RuleTestRunner(extractor: extractor).run()
    for text in texts {
        let article = Article(id: "fuzz", title: text, body: text)
        precondition(!extractor.explain(article).description.isEmpty)
        _ = extractor.extract(article)
    }
}
