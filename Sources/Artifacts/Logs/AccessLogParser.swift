internal import CaseModel
internal import HostFacts

/// Access logs of Apache httpd, nginx and others in the common or combined format.
public enum AccessLogParser: ArtifactParser {
  public static let name = "access-log"
  public static let about =
    "Web access logs (common and combined format): requests that may carry a command or reach a planted script; and gaps."

  /// The first and the latest half of these are kept.
  static let requestLimit = 2_000
  private static let lineLimit = 5_000_000

  public static func parse(_ input: ArtifactInput) -> ArtifactOutput {
    var output = ArtifactOutput()
    var file = LogFileRecord(input, kind: "access")
    guard !Compressed.isCompressed(input.bytes) else {
      output.note("compressed log was not read: this version does not decompress it")
      output.add(.logFile(file))
      return output
    }
    // A line is written when the answer is done, its time is when the request came: an hour of disorder is usual.
    var rhythm = LogRhythm(hasZone: false)
    var requests = Requests()
    var unread = 0
    for line in input.lines.prefix(lineLimit) {
      let offset = input.offset + Int64(line.offset)
      if line.leadingZeros > 0 {
        rhythm.zeros(offset: offset - Int64(line.leadingZeros), length: Int64(line.leadingZeros))
      }
      guard let entry = AccessLogLine(line.bytes) else {
        if !line.bytes.isEmpty { unread += 1 }
        continue
      }
      rhythm.entry(at: entry.time, offset: offset)
      if WebRequestSigns.isWorthKeeping(entry) { requests.add(record(entry, line: line.number, input)) }
    }
    if unread > 0 { output.note("\(unread) lines are not of the common log format and were skipped") }
    if requests.dropped > 0 {
      output.note("\(requests.dropped) more requests were worth keeping and were only counted")
    }
    rhythm.fill(&file)
    for request in requests.all { output.add(.webRequest(request)) }
    output.add(.logFile(file))
    return output
  }

  private static func record(_ entry: AccessLogLine, line: Int, _ input: ArtifactInput) -> WebRequestRecord {
    WebRequestRecord(
      source: input.path, line: line, address: entry.address.prefix(256).hostString, time: entry.time,
      method: entry.method.prefix(32).hostString,
      target: SecretMask.mask(entry.target.prefix(2048).hostString), status: entry.status, bytes: entry.length,
      agent: entry.agent.prefix(512).hostString)
  }

  private struct Requests {
    private var head: [WebRequestRecord] = []
    private var tail: [WebRequestRecord] = []
    private var oldest = 0
    private(set) var dropped = 0

    mutating func add(_ request: WebRequestRecord) {
      let half = requestLimit / 2
      if head.count < half {
        head.append(request)
      } else if tail.count < half {
        tail.append(request)
      } else {
        tail[oldest] = request
        oldest = (oldest + 1) % half
        dropped += 1
      }
    }

    var all: [WebRequestRecord] { head + tail[oldest...] + tail[..<oldest] }
  }
}
