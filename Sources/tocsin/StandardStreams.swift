import Glibc

/// Writes a text to standard output at once.
func standardOutput(_ text: String) {
    standardOutput(Array(text.utf8))
}

/// Writes bytes to standard output at once; where that is not possible, the program says why and ends.
func standardOutput(_ bytes: [UInt8]) {
    guard !write(bytes, to: STDOUT_FILENO) else { return }
    standardError("tocsin: cannot write to standard output: \(String(cString: strerror(errno)))\n")
    exit(ExitStatus.ioFailed.rawValue)
}

/// Writes a text to standard error at once; where that is not possible, there is no one left to tell.
func standardError(_ text: String) {
    _ = write(Array(text.utf8), to: STDERR_FILENO)
}

/// Writes all bytes, in as many pieces as it takes; false, with `errno` set, where that fails.
private func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var rest = bytes[...]
    while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { return false }
        rest = rest.dropFirst(count)
    }
    return true
}
