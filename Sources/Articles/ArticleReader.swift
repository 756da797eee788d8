internal import Domain

/// Reads the fields of one message into one article.
struct ArticleReader {
    let root: JSONValue
    let profile: Profile
    let carrier: Carrier

    /// The article, or why there is none.
    func article() throws(DecodeFailure) -> Article {
        let status = try publicationStatus()
        try checkEmbargo()
        guard status != .usable || profile.findsText(in: root) else { throw missingText() }
        let title = try string(.title)
        let body = try string(.body)
        var article = Article(bytes: [])
        article.status = status
        article.bytes.reserveCapacity((title?.count ?? 0) + (body?.count ?? 0) + 512)
        (article.title, article.titleMap) = append(text: title, to: &article)
        (article.body, article.bodyMap) = append(text: body, to: &article)
        article.id = try identifier(&article)
        article.url = append(try string(.url), to: &article)
        article.source = append(try string(.source), to: &article)
        article.language = try language(&article)
        article.version = append(try label(.version), to: &article)
        article.publishedAt = try publicationTime()
        return article
    }

    // MARK: - Fields

    private func identifier(_ article: inout Article) throws(DecodeFailure) -> Range<Int> {
        guard let label = try label(.id), !label.isBlank else { return article.append(carrier.articleID) }
        return append(label, to: &article)
    }

    private func language(_ article: inout Article) throws(DecodeFailure) -> Range<Int> {
        guard let text = try string(.language) else { return append(nil, to: &article) }
        guard let tag = LanguageNames.tag(of: text) else { return append(text, to: &article) }
        return article.append(tag)
    }

    private func publicationStatus() throws(DecodeFailure) -> Article.PublicationStatus {
        guard let text = try string(.pubstatus), !text.isBlank else { return .usable }
        // IPTC also writes the word as a code with a scheme in front, "stat:canceled".
        let word = String(decoding: text, as: UTF8.self).lowercased().split(separator: ":").last.map(String.init) ?? ""
        switch word {
        case "usable": return .usable
        case "withheld": return .withheld
        case "canceled", "cancelled": return .canceled
        default:
            let detail = "pubstatus is \(quoted(text)), which is none of usable, withheld and canceled"
            throw DecodeFailure(.badValue, detail)
        }
    }

    private func publicationTime() throws(DecodeFailure) -> PublicationTime? {
        if let time = try time(.publishedAt) { return time }
        return carrier.timestamp.map {
            PublicationTime(timestamp: $0, date: $0.date, precision: .second, isFromMessage: true)
        }
    }

    private func checkEmbargo() throws(DecodeFailure) {
        guard let end = try time(.embargoedUntil), let now = carrier.now, now < end.timestamp else { return }
        let detail = "the article is embargoed until \(end), it is \(now) now"
        throw DecodeFailure(.embargoed, detail, embargoedUntil: end.timestamp)
    }

    private func missingText() -> DecodeFailure {
        guard profile.name != Profile.auto.name else {
            let detail = "the shape is none that auto recognises: no known name of a title or a body"
            return DecodeFailure(.unknownProfile, detail)
        }
        let places = [Profile.Field.title, .body].flatMap { profile.selectors[$0] ?? [] }.map(\.name)
        let detail =
            "profile \(profile.name) finds neither title nor body: nothing at \(places.joined(separator: ", "))"
        return DecodeFailure(.noText, detail)
    }

    // MARK: - Values

    /// The first value of a field that is more than blank, or a blank one where there is nothing else.
    private func value(_ field: Profile.Field) -> (value: JSONValue, place: Selector)? {
        var blank: (JSONValue, Selector)?
        for selector in profile.selectors[field] ?? [] {
            guard let value = selector.resolve(in: root) else { continue }
            guard value.string?.isBlank == true else { return (value, selector) }
            blank = blank ?? (value, selector)
        }
        return blank
    }

    private func string(_ field: Profile.Field) throws(DecodeFailure) -> UnsafeBufferPointer<UInt8>? {
        guard let (value, place) = value(field) else { return nil }
        guard let string = value.string else { throw wrongType(field, value, place, expected: "a string") }
        return string
    }

    /// A string, or an integer in decimal: ids and versions come as either.
    private func label(_ field: Profile.Field) throws(DecodeFailure) -> [UInt8]? {
        guard let (value, place) = value(field) else { return nil }
        if let string = value.string { return Array(string) }
        guard let integer = value.integer else {
            throw wrongType(field, value, place, expected: "a string or a whole number")
        }
        return Array(String(integer).utf8)
    }

    private func time(_ field: Profile.Field) throws(DecodeFailure) -> PublicationTime? {
        guard let (value, place) = value(field) else { return nil }
        if let text = value.string {
            guard !text.isBlank else { return nil }
            guard let time = DateText.parse(text) else {
                throw DecodeFailure(
                    .badValue,
                    "\(field.rawValue) at \(place.name) is \(quoted(text)), which is no date"
                )
            }
            return time
        }
        guard let number = value.double else {
            throw wrongType(field, value, place, expected: "a string or a number")
        }
        guard let time = DateText.epoch(number) else {
            throw DecodeFailure(.badValue, "\(field.rawValue) at \(place.name) is \(number), which is no time")
        }
        return time
    }

    private func wrongType(
        _ field: Profile.Field,
        _ value: JSONValue,
        _ place: Selector,
        expected: String
    ) -> DecodeFailure {
        let detail = "\(field.rawValue) at \(place.name) is \(value.kind.rawValue), \(expected) is expected"
        return DecodeFailure(.wrongType, detail)
    }

    // MARK: - Buffer

    private func append(_ bytes: (some Collection<UInt8>)?, to article: inout Article) -> Range<Int> {
        let start = article.bytes.count
        if let bytes { article.bytes.append(contentsOf: bytes) }
        return start..<article.bytes.count
    }

    private func append(_ bytes: UnsafeBufferPointer<UInt8>?, to article: inout Article) -> Range<Int> {
        let start = article.bytes.count
        if let bytes { article.bytes.append(contentsOf: bytes) }
        return start..<article.bytes.count
    }

    private func append(
        text: UnsafeBufferPointer<UInt8>?,
        to article: inout Article
    ) -> (Range<Int>, OffsetMap) {
        let start = article.bytes.count
        guard let text else { return (start..<start, .identity) }
        let map = TextReduction.append(text, to: &article.bytes)
        return (start..<article.bytes.count, map)
    }
}

extension Collection<UInt8> {
    /// Whether there is nothing but white space.
    var isBlank: Bool {
        allSatisfy { $0 == 0x20 || (0x09...0x0D).contains($0) }
    }
}
