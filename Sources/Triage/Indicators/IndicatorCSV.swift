/// `type,value[,note]` on each line (quotes as in RFC 4180, but no line feed inside them, so that one bad line is one bad line).
enum IndicatorCSV {
  /// Bytes of a line.
  static let lineLimit = 16_384

  static func read(_ bytes: [UInt8]) -> IndicatorList {
    var list = IndicatorList(format: .csv)
    var number = 0
    var mayBeHeader = true
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      number += 1
      let content = line.last == 13 ? line.dropLast() : line
      guard let start = content.first(where: { $0 != 0x20 && $0 != 0x09 }), start != UInt8(ascii: "#") else { continue }
      defer { mayBeHeader = false }
      let position = "line \(number)"
      guard content.count <= lineLimit else {
        list.fault(position, "longer than \(lineLimit) bytes")
        continue
      }
      guard let text = String(validating: content, as: UTF8.self) else {
        list.fault(position, "not UTF-8")
        continue
      }
      guard let fields = fields(of: text) else {
        list.fault(position, "a quote is not closed")
        continue
      }
      if mayBeHeader, TextScan.trimmed(fields[0]).lowercased() == "type" { continue }
      take(fields, at: position, into: &list)
    }
    return list
  }

  private static func take(_ fields: [String], at position: String, into list: inout IndicatorList) {
    guard fields.count >= 2 else {
      list.fault(position, "a line is type,value or type,value,note")
      return
    }
    let name = TextScan.trimmed(fields[0]).lowercased()
    let note = fields.dropFirst(2).joined(separator: ", ")
    if name == "hash" {
      guard let kind = IndicatorForm.digestKind(fields[1]) else {
        list.fault(position, "not a digest of 32, 40 or 64 hex digits: \(IndicatorForm.shown(fields[1]))")
        return
      }
      list.take(kind, fields[1], note: note, at: position)
    } else if let kind = kinds[name] {
      list.take(kind, fields[1], note: note, at: position)
    } else {
      list.fault(position, "not a type of indicator: \(IndicatorForm.shown(fields[0]))")
    }
  }

  /// Fields between commas; `nil` if a quote is not closed.
  private static func fields(of line: String) -> [String]? {
    var fields: [String] = []
    var field: [UInt8] = []
    var isQuoted = false
    let bytes = Array(line.utf8)
    var index = 0
    while index < bytes.count {
      let byte = bytes[index]
      if byte == UInt8(ascii: "\"") {
        if isQuoted, index + 1 < bytes.count, bytes[index + 1] == byte {
          field.append(byte)
          index += 1
        } else if isQuoted || field.allSatisfy({ $0 == 0x20 }) {
          isQuoted.toggle()
        } else {
          field.append(byte)
        }
      } else if byte == UInt8(ascii: ","), !isQuoted {
        fields.append(String(decoding: field, as: UTF8.self))
        field = []
      } else {
        field.append(byte)
      }
      index += 1
    }
    return isQuoted ? nil : fields + [String(decoding: field, as: UTF8.self)]
  }

  /// Names of types, as lists in use spell them.
  private static let kinds: [String: Indicator.Kind] = [
    "sha256": .sha256, "sha-256": .sha256, "sha1": .sha1, "sha-1": .sha1, "md5": .md5, "ip": .address,
    "ipv4": .address, "ipv6": .address, "ip-src": .address, "ip-dst": .address, "address": .address, "cidr": .address,
    "ipv4-addr": .address, "ipv6-addr": .address, "domain": .domain, "domain-name": .domain, "hostname": .domain,
    "url": .url, "uri": .url, "file": .fileName, "filename": .fileName, "file_name": .fileName, "path": .filePath,
    "filepath": .filePath, "file_path": .filePath, "account": .account, "user": .account, "username": .account,
    "user-account": .account, "process": .process, "process-name": .process, "ssh_key": .sshKey, "ssh-key": .sshKey,
  ]
}
