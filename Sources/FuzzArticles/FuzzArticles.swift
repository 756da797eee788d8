import Articles
import Domain
import Extraction
import Foundation
import Rules

/// Any text, and any message, through decoding, extraction and explanation: called by libFuzzer.
///
/// An input that begins with `{` is a message as it comes from Kafka. Of any other the first line is the title, the rest the body.
/// What must hold of every signal is checked here, so that a wrong answer stops the run as a crash does.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzArticle(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = UnsafeBufferPointer(start: start, count: count)
    guard let article = article(of: input) else { return 0 }
    let signals = Target.extractor.extract(article)
    for signal in signals {
        precondition((0...1).contains(signal.confidence), "confidence \(signal.confidence)")
        precondition(!signal.headline.isEmpty && !signal.evidence.isEmpty, "a signal without a headline or evidence")
        for evidence in signal.evidence { check(evidence, of: article) }
    }
    // Every eighth input pays for the slow way as well, which must come to the same.
    if count.isMultiple(of: 8) {
        let explanation = Target.extractor.explain(article)
        precondition(!explanation.description.isEmpty)
        let told = explanation.signals.filter { !$0.belowThreshold }.map(\.signal)
        precondition(told == signals, "explained otherwise than found")
    }
    return 0
}

private enum Target {
    /// Over the pack of the folder the fuzzer runs in.
    static let extractor: Extractor = {
        do throws(PackError) {
            return Extractor(rules: try RuleSet.load(folder: "Config"))
        } catch {
            // Without the shipped rules there is nothing to fuzz; a fuzzer has nobody to throw to.
            fatalError("\(error)")
        }
    }()
    static let decoder = ArticleDecoder()
    static let publishedAt = CivilDate(year: 2025, month: 1, day: 7).map { day in
        PublicationTime(timestamp: Timestamp(milliseconds: 1_736_208_000_000), date: day, precision: .day)
    }
}

private func article(of input: UnsafeBufferPointer<UInt8>) -> Article? {
    if input.first == UInt8(ascii: "{") {
        guard case .article(let article) = Target.decoder.decode(input) else { return nil }
        return article
    }
    let title = input.prefix { $0 != UInt8(ascii: "\n") }
    return Article(
        id: "fuzz",
        title: String(decoding: title, as: UTF8.self),
        body: String(decoding: input.dropFirst(title.count), as: UTF8.self),
        publishedAt: Target.publishedAt
    )
}

/// Offsets must lie in order; where the field was delivered as plain text they must point at the very words.
private func check(_ evidence: Evidence, of article: Article) {
    precondition(0 <= evidence.start && evidence.start < evidence.end, "evidence \(evidence.start)..<\(evidence.end)")
    precondition(!evidence.text.isEmpty, "evidence without text")
    let isTitle = evidence.field == .title
    guard (isTitle ? article.titleMap : article.bodyMap) == .identity else { return }
    let scalars = Array(article.text(isTitle ? article.title : article.body).unicodeScalars)
    precondition(evidence.end <= scalars.count, "evidence ends at \(evidence.end) of \(scalars.count)")
    var text = String.UnicodeScalarView()
    text.append(contentsOf: scalars[evidence.start..<evidence.end])
    precondition(String(text).utf8.elementsEqual(evidence.text.utf8), "'\(evidence.text)' is not '\(text)'")
}
