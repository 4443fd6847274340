"""readers/xlsx"""
