public struct HTMLReport { public init(_ report: HostReport) {}; public var text: String { "" } }
