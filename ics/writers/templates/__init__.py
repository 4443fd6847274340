"""writers/templates"""
