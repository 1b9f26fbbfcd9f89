internal import CaseModel
internal import HostFacts

/// Documents that got a further ending all at once, and a note.
struct LockedFiles: StreamHeuristic {
  let card = HeuristicCard(
    id: "file.locked-documents",
    abnormal: "many documents carry the same unknown further ending since one day, and a note tells how to restore them.",
    why: "Programs that encrypt for ransom rename what they encrypted and leave a note.", techniques: ["T1486"],
    severity: .high,
    benign:
      "Backups, signatures, compressed copies and editors add endings too: those are known, and nobody leaves a note with them."
  )

  private struct Group {
    var count = 0
    var directories: Set<String> = []
    var examples: [FileRecord] = []
    var first = Int64.max
    var last = Int64.min
  }

  private var groups: [String: Group] = [:]
  private var notes: [FileRecord] = []

  mutating func observe(_ fact: HostFact) -> [Finding] {
    guard case .file(let file) = fact, file.kind == .file, file.package == nil, let changed = file.changed else {
      return []
    }
    guard let parts = Self.parts(file.path.text) else { return [] }
    if notes.count < 64, Self.isNote(parts) { notes.append(file) }
    guard parts.count > 2, let ending = parts.last, ending.utf8.count > 1, ending.utf8.count < 40,
      !Self.usual.contains(ending), !Self.documents.contains(ending), !ending.allSatisfy(\.isNumber),
      parts.dropFirst().dropLast().contains(where: Self.documents.contains),
      groups.count < 512 || groups[ending] != nil, !FilePlace.isContainerTree(file.path.text)
    else { return [] }
    var group = groups[ending] ?? Group()
    group.count += 1
    if group.directories.count < 16 { group.directories.insert(file.path.parent) }
    if group.examples.count < 3 { group.examples.append(file) }
    group.first = min(group.first, changed.seconds)
    group.last = max(group.last, changed.seconds)
    groups[ending] = group
    return []
  }

  mutating func finish(_ picture: HostPicture) -> [Finding] {
    groups.sorted { $0.key < $1.key }.compactMap { judge($0.key, $0.value, picture) }
  }

  private func judge(_ ending: String, _ group: Group, _ picture: HostPicture) -> Finding? {
    guard group.count > 2, group.last - group.first < 86_400,
      picture.isRecent(Timestamp(seconds: group.last), days: 60)
    else { return nil }
    let note = notes.first { note in
      guard let changed = note.changed?.seconds else { return false }
      return abs(changed - group.last) < 86_400 && group.directories.contains { Self.isBeside(note.path.parent, $0) }
    }
    // Without a note only a flood counts, and no ending that honest tools of encryption give.
    let isFlood = group.count >= 50 && group.directories.count > 2 && !Self.honest.contains(ending)
    guard note != nil || isFlood else { return nil }
    let severity: Severity = note == nil ? .medium : group.count > 20 ? .critical : .high
    return card.finding(
      "\(group.count) documents end in .\(ending)\(note.map { ", with the note \($0.path.text)" } ?? "")",
      evidence: group.examples.map(\.evidence) + [note].compactMap { $0?.evidence }, severity: severity,
      occurred: Timestamp(seconds: group.first))
  }

  /// The note lies in the same directory, above it, or below it.
  private static func isBeside(_ note: String, _ documents: String) -> Bool {
    note == "/" || documents.isPath(under: note) || note.isPath(under: documents)
  }

  /// The name's parts between dots, lower case; `nil` for names with one part or very many.
  private static func parts(_ path: String) -> [String]? {
    let bytes = path.utf8
    guard let slash = bytes.lastIndex(of: UInt8(ascii: "/")) else { return nil }
    let name = bytes[bytes.index(after: slash)...]
    // Nearly all names have one dot or none; a note has one.
    let dots = name.reduce(0) { $0 + ($1 == UInt8(ascii: ".") ? 1 : 0) }
    guard dots > 0, dots < 12 else { return nil }
    if dots == 1, !noteEndings.contains(where: { name.suffix($0.count).elementsEqual($0) }) { return nil }
    return path[bytes.index(after: slash)...].lowercased().split(separator: ".").map(String.init)
  }

  private static let noteEndings = [".txt", ".html", ".hta", ".rtf", ".TXT", ".HTML"].map { Array($0.utf8) }

  private static func isNote(_ parts: [String]) -> Bool {
    guard let ending = parts.last, ["txt", "html", "hta", "rtf"].contains(ending), let stem = parts.first else {
      return false
    }
    return TextScan.first(
      of: [
        "decrypt", "ransom", "restore", "recover", "unlock", "encrypted", "how_to", "how-to", "howto", "your_files",
        "your-files", "read_me", "readme_", "readme-", "attention", "warning",
      ], in: stem) != nil
  }

  private static let documents: Set<String> = [
    "csv", "txt", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods", "rtf", "jpg", "jpeg", "png", "gif",
    "mp4", "mp3", "mov", "sql", "db", "sqlite", "mdb", "json", "xml", "html", "htm", "php", "js", "css", "py", "java",
    "c", "go", "rb", "sh", "yml", "yaml", "conf", "cfg", "ini", "log", "zip", "tar", "gz", "tgz", "bak", "dump", "vmdk",
    "vmx", "qcow2", "img", "vhd", "key", "pem", "pst", "eml", "ibd", "frm", "mdf", "ldf", "dbf", "parquet", "psd",
    "svg", "md", "dat",
  ]

  private static let honest: Set<String> = ["gpg", "pgp", "age", "enc", "asc", "p7m", "aes", "vault", "crypt"]

  private static let usual: Set<String> = [
    "gz", "bz2", "xz", "zst", "lz4", "lzma", "br", "zip", "7z", "z", "bak", "old", "orig", "save", "swp", "swo", "tmp",
    "part", "partial", "crdownload", "lock", "pid", "sig", "md5", "sha1", "sha256", "sha512", "sum", "crc", "map", "d",
    "dpkg-old", "dpkg-dist", "dpkg-new", "dpkg-tmp", "dpkg-bak", "ucf-old", "ucf-dist", "ucf-new", "rpmnew", "rpmsave",
    "rpmorig", "in", "j2", "erb", "tmpl", "tpl", "template", "dist", "example", "sample", "default", "disabled", "off",
    "bk", "backup", "copy", "new", "rej", "patch", "diff", "meta", "idx", "index", "mo", "po", "pyc", "pyi", "ts", "tsx",
    "jsx", "mjs", "cjs", "snap", "license", "license.txt", "d.ts", "offset", "state", "pos", "wal", "shm", "journal",
    "install", "list", "md5sums", "postinst", "prerm", "scss", "less", "golden", "out", "err", "expected", "actual",
    "properties", "service", "timer", "socket", "path", "test", "spec", "h", "cc", "cpp", "o", "so", "a", "el", "elc",
    "prof", "dsh-also", "webp", "avif",
  ]
}
