public struct KernelQueries: KernelAnswering {
  public init() {}
  public func ask(_ query: KernelQuery) throws(SourceError) -> [[UInt8]] { throw SourceError(.unsupported, "not yet") }
}
