/// Where something stands in the files of a pack.
public struct RulePlace: Sendable, Hashable, CustomStringConvertible {
    /// The file, as it was named.
    public var file: String
    /// The line, counted from 1; 0 for the file as a whole.
    public var line: Int

    /// A place.
    public init(file: String, line: Int) {
        self.file = file
        self.line = line
    }

    /// The last part of the file's name.
    public var fileName: Substring {
        file.split(separator: "/").last ?? ""
    }

    /// The name of the file without its folder, and the line: "missile-launch.yaml:12".
    public var short: String {
        "\(fileName):\(line)"
    }

    /// The file as it was named, and the line.
    public var description: String {
        "\(file):\(line)"
    }
}
