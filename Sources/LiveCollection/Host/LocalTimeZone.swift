internal import BinaryCursor
internal import CaseModel

/// The offset of local time from `/etc/localtime` (TZif, RFC 8536).
///
/// The last transition before the moment counts. A file that leaves its future to the rule in its footer and was written
/// for size (`zic -b slim`) gives the offset of its last transition; distributions for servers ship the long form.
enum LocalTimeZone {
  /// Seconds east of UTC; 0 where there is no readable file, as the C library takes it.
  static func offsetSeconds(from source: any HostSource, at seconds: Int64) -> Int {
    guard let content = try? source.read(path(source), limit: 64 << 10) else { return 0 }
    return (try? offset(content.bytes, at: seconds)) ?? 0
  }

  // The file is a link into the zone directory nearly everywhere.
  private static func path(_ source: any HostSource) -> HostString {
    let path: HostString = "/etc/localtime"
    guard let target = try? source.link(path) else { return path }
    if target.hasPrefix("/") { return target }
    return target.hasPrefix("../") ? HostString(escaped: String(target.text.dropFirst(2))) : path
  }

  /// - Throws: `.badMagic`, `.truncated`, `.limitExceeded`.
  static func offset(_ bytes: [UInt8], at seconds: Int64) throws(ParseError) -> Int {
    var reader = ByteReader(bytes.span.bytes)
    var head = try Head(&reader)
    var width = 4
    if head.version >= UInt8(ascii: "2") {
      // The second part repeats the first with times of 64 bits.
      try reader.skip(head.length(timeWidth: 4))
      head = try Head(&reader)
      width = 8
    }
    return try head.offset(&reader, timeWidth: width, at: seconds)
  }

  /// The counts of one part, in the order of the file.
  private struct Head {
    var version: UInt8
    var universal, standard, leaps, times, types, characters: Int

    init(_ reader: inout ByteReader) throws(ParseError) {
      guard try reader.take(4) == Array("TZif".utf8) else { throw ParseError(.badMagic, at: 0, "TZif") }
      version = try reader.u8()
      try reader.skip(15)
      universal = try Self.count(&reader)
      standard = try Self.count(&reader)
      leaps = try Self.count(&reader)
      times = try Self.count(&reader)
      types = try Self.count(&reader)
      characters = try Self.count(&reader)
    }

    private static func count(_ reader: inout ByteReader) throws(ParseError) -> Int {
      let value = try reader.u32be()
      guard value <= 100_000 else { throw ParseError(.limitExceeded, at: reader.offset, "\(value) entries") }
      return Int(value)
    }

    func length(timeWidth: Int) -> Int {
      times * (timeWidth + 1) + types * 6 + characters + leaps * (timeWidth + 4) + standard + universal
    }

    func offset(_ reader: inout ByteReader, timeWidth: Int, at seconds: Int64) throws(ParseError) -> Int {
      let start = reader.offset
      var current = -1
      for index in 0..<times {
        let time = timeWidth == 8 ? Int64(bitPattern: try reader.u64be()) : Int64(Int32(bitPattern: try reader.u32be()))
        if time <= seconds { current = index }
      }
      var type = 0
      if current >= 0 {
        try reader.seek(to: start + times * timeWidth + current)
        type = Int(try reader.u8())
      }
      try reader.seek(to: start + times * (timeWidth + 1))
      try reader.skip(type * 6)
      return Int(Int32(bitPattern: try reader.u32be()))
    }
  }
}
