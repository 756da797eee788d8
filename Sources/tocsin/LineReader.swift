import Glibc

/// The lines of a file or pipe, a chunk at a time: memory is bounded by the longest line that is allowed.
struct LineReader {
    /// Whole lines that became available together.
    struct Batch: Sendable {
        /// The name of the file for messages.
        var file: String
        /// The bytes of all lines.
        var bytes: [UInt8] = []
        /// The lines, without their line feeds.
        var lines: [Line] = []
    }

    /// One line.
    struct Line: Sendable {
        /// Its number in the file, counted from 1.
        var number: Int
        /// Where it lies in the batch; nil where it exceeds the limit and was passed over.
        var range: Range<Int>?
    }

    private static let chunkSize = 262_144

    private let descriptor: Int32
    private let file: String
    private let maximumLine: Int
    private var rest: [UInt8] = []
    private var number = 1
    private var isPassingOver = false
    private var isAtEnd = false

    /// A reader of the open file `descriptor`.
    init(descriptor: Int32, file: String, maximumLine: Int) {
        self.descriptor = descriptor
        self.file = file
        self.maximumLine = maximumLine
    }

    /// The next lines, or nil at the end; waits where a pipe has nothing yet.
    mutating func next() throws(ReadFailure) -> Batch? {
        while !isAtEnd {
            var batch = Batch(file: file)
            batch.bytes = rest
            rest = []
            let count = try fill(&batch.bytes)
            isAtEnd = count == 0
            split(&batch)
            if !batch.lines.isEmpty { return batch }
        }
        return nil
    }

    private func fill(_ bytes: inout [UInt8]) throws(ReadFailure) -> Int {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: LineReader.chunkSize))
        while true {
            let count = bytes.withUnsafeMutableBytes { buffer in
                read(descriptor, buffer.baseAddress.map { $0 + start }, LineReader.chunkSize)
            }
            if count < 0, errno == EINTR { continue }
            bytes.removeLast(LineReader.chunkSize - max(0, count))
            guard count >= 0 else { throw ReadFailure(file: file, reason: String(cString: strerror(errno))) }
            return count
        }
    }

    /// Cuts the bytes into lines and keeps the unfinished one for the next chunk.
    private mutating func split(_ batch: inout Batch) {
        var start = 0
        while let end = batch.bytes[start...].firstIndex(of: 0x0A) {
            take(start..<end, into: &batch)
            start = end + 1
        }
        if isAtEnd {
            if start < batch.bytes.count || isPassingOver { take(start..<batch.bytes.count, into: &batch) }
        } else if batch.bytes.count - start > maximumLine {
            isPassingOver = true
        } else {
            rest = Array(batch.bytes[start...])
        }
    }

    private mutating func take(_ range: Range<Int>, into batch: inout Batch) {
        let isTooLong = isPassingOver || range.count > maximumLine
        batch.lines.append(Line(number: number, range: isTooLong ? nil : range))
        number += 1
        isPassingOver = false
    }
}

/// A file that could not be read.
struct ReadFailure: Error, CustomStringConvertible {
    let file: String
    let reason: String

    var description: String {
        "cannot read \(file): \(reason)"
    }
}
