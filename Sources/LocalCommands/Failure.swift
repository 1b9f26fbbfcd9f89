internal import ArgumentParser
internal import CaseModel
internal import Glibc
internal import JSONText

/// A command that cannot go on: a sentence, what to do next, and the exit code.
struct Failure: Error {
  var message: String
  var hint: String?
  var code: CaseModel.ExitCode

  init(_ message: String, hint: String? = nil, code: CaseModel.ExitCode = .failed) {
    self.message = message
    self.hint = hint
    self.code = code
  }

  /// Prints it: on stderr for people, on stdout as JSON for programs that asked for JSON.
  func end(asJSON: Bool) -> Never {
    if asJSON {
      let error: JSONValue = [
        "error": [
          "message": .string(message), "hint": .string(hint ?? ""), "exit_code": .integer(Int64(code.rawValue)),
        ]
      ]
      Terminal.out(error.compactText + "\n")
    }
    Terminal.err("error: \(message)\n" + (hint.map { "hint: \($0)\n" } ?? ""))
    exit(code.rawValue)
  }
}

/// Runs a command's body; a failure is printed once and becomes the exit code.
func carryOut(asJSON: Bool, _ body: () throws -> CaseModel.ExitCode) -> Never {
  do {
    exit(try body().rawValue)
  } catch let failure as Failure {
    failure.end(asJSON: asJSON)
  } catch {
    Failure("\(error)").end(asJSON: asJSON)
  }
}

/// stdout is data, stderr is words.
enum Terminal {
  static func out(_ text: String) { write(text, 1) }
  static func err(_ text: String) { write(text, 2) }

  /// Colour only on a terminal, and never with NO_COLOR.
  static var usesColour: Bool { isatty(1) == 1 && getenv("NO_COLOR") == nil }

  /// Columns of the terminal, 80 to 120; 96 where there is none.
  static var width: Int {
    var size = winsize()
    guard ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 96 }
    return min(max(Int(size.ws_col), 60), 120)
  }

  private static func write(_ text: String, _ descriptor: Int32) {
    var bytes = Array(text.utf8)[...]
    while !bytes.isEmpty {
      let count = bytes.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      bytes = bytes.dropFirst(count)
    }
  }
}
