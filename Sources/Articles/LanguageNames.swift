/// Language names that feeds write where a BCP 47 tag is expected.
enum LanguageNames {
    private static let tags: [String: String] = [
        "arabic": "ar", "chinese": "zh", "dutch": "nl", "english": "en", "farsi": "fa", "french": "fr",
        "german": "de", "hebrew": "he", "hindi": "hi", "indonesian": "id", "italian": "it", "japanese": "ja",
        "korean": "ko", "persian": "fa", "polish": "pl", "portuguese": "pt", "russian": "ru", "spanish": "es",
        "swedish": "sv", "turkish": "tr", "ukrainian": "uk", "urdu": "ur", "vietnamese": "vi",
    ]

    /// The tag of a language name, or nil for anything else.
    static func tag(of name: UnsafeBufferPointer<UInt8>) -> String? {
        // The shortest name has five letters: tags such as "en" and "en-GB" are not looked up.
        guard (5...12).contains(name.count) else { return nil }
        return tags[String(decoding: name, as: UTF8.self).lowercased()]
    }
}
