/// The elements of HTML by what they do to the text.
enum HTMLElements {
    /// Elements that begin a line of their own.
    static let blocks: Set<String> = [
        "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "dir",
        "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
        "header", "hgroup", "hr", "html", "legend", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
        "summary", "table", "tbody", "tfoot", "thead", "title", "tr", "ul",
    ]

    /// Elements that stand apart within a line.
    static let cells: Set<String> = ["td", "th", "option"]

    /// Elements whose content is no text of the article.
    static let withoutText: Set<String> = [
        "audio", "button", "canvas", "head", "iframe", "math", "noembed", "noframes", "object", "script", "select",
        "style", "svg", "template", "textarea", "video",
    ]

    /// Elements that leave no trace but their content.
    private static let inline: Set<String> = [
        "a", "abbr", "acronym", "applet", "area", "b", "base", "basefont", "bdi", "bdo", "big", "br", "cite", "code",
        "col", "colgroup", "data", "datalist", "del", "dfn", "em", "embed", "font", "frame", "frameset", "i", "img",
        "input", "ins", "kbd", "label", "link", "map", "mark", "marquee", "meta", "meter", "nobr", "noscript",
        "optgroup", "output", "param", "picture", "progress", "q", "rp", "rt", "ruby", "s", "samp", "slot", "small",
        "source", "span", "strike", "strong", "sub", "sup", "time", "track", "tt", "u", "var", "wbr",
    ]

    /// What the names of elements begin with that office suites, feeds and accelerated pages add.
    private static let foreign = ["amp-", "fb:", "g:", "media:", "o:", "st1:", "svg:", "v:", "w:"]

    /// Whether `name`, in lower case, is an element.
    static func contains(_ name: String) -> Bool {
        inline.contains(name) || blocks.contains(name) || cells.contains(name) || withoutText.contains(name)
            || foreign.contains { name.hasPrefix($0) }
    }

    /// The lower-case form of a byte that may stand in an element's name.
    static func nameByte(_ byte: UInt8) -> UInt8? {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): return byte
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): return byte | 0x20
        case UInt8(ascii: "-"), UInt8(ascii: ":"): return byte
        default: return nil
        }
    }
}
