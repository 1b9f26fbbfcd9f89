/// One program start inside a command text, with wrappers such as `sudo`, `nohup` or `timeout` taken off.
struct CommandStage: Sendable {
  /// How the text of the stage was come by.
  enum Origin: Sendable {
    /// It stands there.
    case written
    /// Inside `$( )`, back quotes or `<( )`.
    case substituted
    /// Argument of `sh -c`, `eval`, `su -c`, … or a here-document to a shell.
    case inner
    /// Decoded from base 64, hex, reversed text.
    case decoded
  }

  /// Program as written.
  var program: String
  /// Last component of the program, without a version: `python3.11` is `python`.
  var name: String
  /// Arguments.
  var arguments: [String]
  /// Assignments in front.
  var assignments: [(name: String, value: String)] = []
  /// Redirections.
  var redirections: [ShellRedirection] = []
  /// Wrappers taken off, outermost first.
  var wrappers: [String] = []
  /// Stages whose input is this one's output.
  var feeds: [Int] = []
  /// Stages inside substitutions in the arguments.
  var substituted: [Int] = []
  /// Stages that stand as the program itself: `$(curl …)`.
  var programSources: [Int] = []
  /// Runs behind the shell's back: `&`.
  var isBackground = false
  /// Tricks in the program's name.
  var tricks = 0
  /// A function of that name is defined.
  var defines: String?
  /// How the text was come by.
  var origin: Origin = .written

  /// Whether one of the options stands among the arguments, alone or at the start of `--option=value`.
  func has(_ options: String...) -> Bool {
    arguments.contains { argument in options.contains { argument == $0 || argument.hasPrefix($0 + "=") } }
  }

  /// Whether a cluster of one-letter options holds the letter: `-fsSL` holds `L`.
  func hasLetter(_ letter: Character) -> Bool {
    arguments.contains { $0.hasPrefix("-") && !$0.hasPrefix("--") && $0.dropFirst().contains(letter) }
  }

  /// The value of an option, separate or joined.
  func value(of options: String...) -> String? {
    for (index, argument) in arguments.enumerated() {
      for option in options {
        if argument == option { return index + 1 < arguments.count ? arguments[index + 1] : nil }
        if argument.hasPrefix(option + "=") { return String(argument.dropFirst(option.count + 1)) }
        let isLetter = option.count == 2 && option.hasPrefix("-") && option != "--"
        if isLetter, argument.count > 2, argument.hasPrefix(option) { return String(argument.dropFirst(2)) }
      }
    }
    return nil
  }

  /// Arguments that are no options.
  var operands: [String] { arguments.filter { !$0.hasPrefix("-") } }

  /// Files that output is sent to.
  var outputs: [String] { redirections.filter(\.isOutput).map(\.target.text) }

  /// Standard output goes to `/dev/null`.
  var isSilenced: Bool {
    redirections.contains { $0.isOutput && $0.target.text == "/dev/null" && ($0.descriptor ?? 1) != 2 }
  }

  /// The whole stage as text, resolved.
  var text: String { ([program] + arguments).joined(separator: " ") }
}
