internal import Glibc

/// Where the rule pack lies: a folder that holds `rules/` and `lexicon/`.
///
/// In this order: what the caller names, `$TOCSIN_RULES`, `share/tocsin` beside the executable's folder,
/// `/usr/share/tocsin`, then the `Config` folder found upward from the executable (a checkout).
public enum PackLocation {
    /// The variable of the environment that names the pack.
    public static let variable = "TOCSIN_RULES"

    /// The folder of the pack to use.
    ///
    /// A pack that is named, by the caller or the environment, is taken as it is or not at all.
    public static func find(named explicit: String? = nil) throws(PackNotFound) -> String {
        try find(named: explicit ?? environment(variable), executable: executablePath(), holdsPack: holdsPack)
    }

    static func find(
        named: String?,
        executable: String?,
        holdsPack: (String) -> Bool
    ) throws(PackNotFound) -> String {
        if let named {
            guard holdsPack(named) else { throw PackNotFound(tried: [named]) }
            return named
        }
        let candidates = candidates(executable: executable)
        guard let found = candidates.first(where: holdsPack) else { throw PackNotFound(tried: candidates) }
        return found
    }

    /// The folders to try for an executable at that path, in order.
    static func candidates(executable: String?) -> [String] {
        let system = "/usr/share/tocsin"
        guard let executable, let folder = parent(of: executable) else { return [system] }
        var upward: [String] = []
        var current: String? = folder
        while let place = current {
            upward.append(place == "/" ? "/Config" : "\(place)/Config")
            current = place == "/" ? nil : parent(of: place)
        }
        return ["\(folder)/../share/tocsin", system] + upward
    }

    /// The path of the running executable, links resolved.
    public static func executablePath() -> String? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let length = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        guard length > 0 else { return nil }
        return String(decoding: buffer.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private static func parent(of path: String) -> String? {
        guard let slash = path.lastIndex(of: "/") else { return nil }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    private static func holdsPack(_ folder: String) -> Bool {
        access("\(folder)/rules", R_OK | X_OK) == 0
    }

    private static func environment(_ name: String) -> String? {
        guard let value = getenv(name) else { return nil }
        let text = String(cString: value)
        return text.isEmpty ? nil : text
    }
}

/// No rule pack was found.
public struct PackNotFound: Error, Sendable, Hashable, CustomStringConvertible {
    /// The folders that were looked at.
    public let tried: [String]

    /// One sentence that names them all and what helps.
    public var description: String {
        "no rule pack (a folder with 'rules' in it) at \(tried.joined(separator: ", ")); "
            + "name one with --rules or $\(PackLocation.variable)"
    }
}
