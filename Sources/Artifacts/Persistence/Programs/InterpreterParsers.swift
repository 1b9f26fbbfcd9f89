internal import CaseModel
internal import HostFacts

/// What Python runs at each start: `.pth` files with `import` lines, sitecustomize, usercustomize (Python `site` module).
enum PythonStartupParser: ArtifactParser {
  static let name = "python-startup"
  static let about =
    "Start-up of Python (site module): import lines of .pth files as commands, other lines as paths; sitecustomize and usercustomize by file."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.interpreterStartup, input)
    guard input.path.hasSuffix(".pth") else {
      InterpreterCode.add(to: &sheet, language: "python")
      return sheet.output
    }
    for statement in sheet.statements() {
      // site.py runs a line that begins with `import` and a blank or tab.
      let runs = statement.bytes.hasPrefix("import ") || statement.bytes.hasPrefix("import\t")
      sheet.add(statement) { record in
        record.trigger = "start of python"
        record.attributes["language"] = "python"
        if runs {
          record.attributes["kind"] = "import"
          record.command = statement.bytes.safe
        } else {
          record.attributes["kind"] = "path"
          record.attributes["directory"] = statement.bytes.hostString
        }
      }
    }
    return sheet.output
  }
}

/// What Perl, Ruby, Node.js, Vim and others run or read at each start.
enum InterpreterStartupParser: ArtifactParser {
  static let name = "interpreter-startup"
  static let about =
    "Start-up files of perl, ruby, node, irb, gdb, vim and others: one record by file, lines that run something, settings of .npmrc."

  static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var sheet = PersistenceSheet(.interpreterStartup, input)
    let file = input.path.lastComponent
    if file.utf8.elementsEqual(".npmrc".utf8) || file.utf8.elementsEqual("npmrc".utf8) {
      for statement in sheet.statements(comments: "#;") {
        guard let (name, value) = statement.assignment else { continue }
        sheet.set(statement, name.hostString.text, value) { $0.trigger = "npm" }
      }
    } else {
      InterpreterCode.add(to: &sheet, language: language(of: input))
    }
    return sheet.output
  }

  private static func language(of input: ArtifactInput) -> String {
    let name = HostString(escaped: input.path.lastComponent)
    let endings = [
      (".pl", "perl"), (".pm", "perl"), (".rb", "ruby"), ("irbrc", "ruby"), ("pryrc", "ruby"), (".js", "node"),
      (".cjs", "node"),
      (".mjs", "node"), (".py", "python"), ("vimrc", "vim"), (".vim", "vim"), ("gdbinit", "gdb"), (".lua", "lua"),
      (".el", "emacs"),
      (".emacs", "emacs"), (".php", "php"),
    ]
    return endings.first { name.hasSuffix($0.0) }?.1 ?? "other"
  }
}

/// Code of an interpreter: a record for the file, and one for each line that calls what runs, fetches or decodes.
enum InterpreterCode {
  static func add(to sheet: inout PersistenceSheet, language: String) {
    let input = sheet.input
    sheet.add(line: 0, text: input.path.bytes[...]) { record in
      record.attributes = ScriptSummary.describe(input)
      record.attributes["language"] = HostString(language)
      record.command = input.path
      record.trigger = HostString("start of \(language)")
    }
    var kept = 0
    for statement in sheet.statements(comments: language == "vim" ? "\"" : "#") where kept < ScriptSummary.lineLimit {
      let found = marks.filter { statement.bytes.contains($0) }
      guard !found.isEmpty else { continue }
      kept += 1
      sheet.add(statement) { record in
        record.trigger = HostString("start of \(language)")
        record.attributes = ["language": HostString(language), "calls": HostString(found.joined(separator: ","))]
        record.attributes["code"] = statement.bytes.safe
      }
    }
  }

  private static let marks = [
    "system(", "system ", "exec(", "exec ", "eval(", "eval ", "popen", "subprocess", "os.exec", "os.fork", "pty.",
    "socket",
    "urllib", "requests.", "http", "child_process", "spawn", "execSync", "base64", "b64decode", "unpack(", "__import__",
    "marshal", "compile(", "Net::", "IO::Socket", "`", "qx", "LD_PRELOAD", ":!", "autocmd", "shell ", "ctypes",
  ]
}
