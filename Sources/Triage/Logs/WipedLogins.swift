internal import CaseModel
internal import HostFacts

/// Records of sessions overwritten with zeros.
struct WipedLogins: PictureHeuristic {
  let card = HeuristicCard(
    id: "log.wiped-logins", abnormal: "Records in wtmp, btmp or lastlog are overwritten with zeros.",
    why: "Log cleaners write zeros over the records of the intruder's sessions.",
    techniques: ["T1070.002", "T1070.006"], severity: .high,
    benign: "A crash can leave a block of zeros at the very end of the file; utmp's free slots are zeros by design.")

  func examine(_ picture: HostPicture) -> [Finding] {
    let wiped = Dictionary(
      grouping: picture.logins.filter { $0.isZeroed && ($0.book == "wtmp" || $0.book == "btmp") }, by: \.source)
    var counts = wiped.mapValues(\.count)
    for file in picture.logFiles where file.zeroedRecords > 0 && (file.kind == "wtmp" || file.kind == "btmp") {
      counts[file.path] = max(counts[file.path] ?? 0, file.zeroedRecords)
    }
    return counts.sorted { $0.key < $1.key }.map { path, count in
      let offsets = (wiped[path] ?? []).prefix(5).map {
        Evidence(source: HostString(escaped: "\(path.text)@\($0.offset)"), text: "record of zeros")
      }
      let file = picture.logFiles.first { $0.path == path }
      let fallback = [file?.evidence ?? Evidence(source: path, text: HostString("\(count) records of zeros"))]
      return card.finding(
        "\(count) records of \(path.text) are zeros", evidence: offsets.isEmpty ? fallback : Array(offsets))
    }
  }
}
